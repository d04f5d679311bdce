namespace Auditor.Core.Policies;

/// <summary>What a statement does to the requests that it matches.</summary>
public enum PolicyEffect
{
    Allow,
    Deny,

    /// <summary>The statement has none that IAM knows, as templates have before they are resolved: it may do either.</summary>
    Unknown,
}
