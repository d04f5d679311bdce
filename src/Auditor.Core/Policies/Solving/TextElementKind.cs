namespace Auditor.Core.Policies.Solving;

/// <summary>Which characters one element of a pattern accepts.</summary>
internal enum TextElementKind
{
    Literal,
    LiteralIgnoringCase,
    Any,
    NotColon,
    NotSlash,
    Digit,

    /// <summary>What ids have that AWS gives to organizations, VPCs and endpoints behind their prefix.</summary>
    AssignedId,

    /// <summary>The same with slashes.</summary>
    OrganizationPath,

    /// <summary>What unique ids of users and roles have.</summary>
    UpperAlphanumeric,

    /// <summary>What names of users, roles and sessions may have: no wildcard, above all.</summary>
    Name,

    /// <summary>The same with a path before it.</summary>
    PathAndName,

    /// <summary>What values of tags may have.</summary>
    TagValue,
}
