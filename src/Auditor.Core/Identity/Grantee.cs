namespace Auditor.Core.Identity;

/// <summary>As whom an Allow of a resource policy lets somebody in; on that hangs what a permissions boundary limits.</summary>
/// <remarks>IAM user guide, "How AWS enforcement code logic evaluates requests to allow or deny access", resource-based policies.</remarks>
internal enum Grantee
{
    /// <summary>Not at all.</summary>
    Nobody,

    /// <summary>As one of an account's principals: the account is left to decide.</summary>
    Account,

    /// <summary>As the role itself: its boundary still limits it.</summary>
    Role,

    /// <summary>As a user, a role's session, or everybody: neither its own policies nor its boundary have to allow it.</summary>
    Directly,
}
