namespace Auditor.Core.Policies;

/// <summary>What "gets through" means for a policy.</summary>
public enum AccessQuestion
{
    /// <summary>
    /// Explicitly allowed: what counts where the policy decides (authorization NONE, Cognito, callers of other accounts).
    /// </summary>
    Allowed,

    /// <summary>
    /// Not explicitly denied: what counts where somebody else may allow (Lambda authorizer, identity policy of the same account).
    /// </summary>
    NotDenied,
}
