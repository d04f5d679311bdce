namespace Auditor.Core.Policies;

/// <summary>What a policy says about one request.</summary>
public enum DecisionKind
{
    /// <summary>No statement says anything: denied by default where this policy decides alone.</summary>
    Neither,
    Allowed,
    ExplicitlyDenied,

    /// <summary>A statement hangs on something that cannot be known, and the decision with it.</summary>
    Depends,
}
