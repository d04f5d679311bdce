namespace Auditor.Core.Exposure;

/// <summary>What becomes of one request.</summary>
public enum AccessDecision
{
    /// <summary>It gets through as it is.</summary>
    Allowed,

    /// <summary>It gets through if it shows what the last steps ask for, which the inventory cannot tell.</summary>
    Conditional,

    /// <summary>It is rejected.</summary>
    Denied,

    /// <summary>It cannot be told: something was not read, or hangs on a key that is not in the request.</summary>
    Unknown,
}
