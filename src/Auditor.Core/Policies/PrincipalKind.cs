namespace Auditor.Core.Policies;

/// <summary>The member of a Principal element under which a value stands.</summary>
public enum PrincipalKind
{
    /// <summary>The bare <c>"*"</c>: everyone, with or without credentials.</summary>
    Everyone,
    Aws,
    Service,
    Federated,
    CanonicalUser,

    /// <summary>A member that IAM does not know, as unresolved templates have.</summary>
    Unknown,
}
