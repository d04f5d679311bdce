namespace Auditor.Core.Policies;

/// <summary>What a statement does to the requests that it matches.</summary>
public enum PolicyEffect
{
    Allow,
    Deny,
}
