namespace Auditor.Core.Identity;

/// <summary>How much is known of a condition key.</summary>
internal enum KeyFactKind
{
    /// <summary>The request has these values, or has not got the key at all.</summary>
    Known,

    /// <summary>Nobody knows: whatever it is has to be reckoned with.</summary>
    Open,

    /// <summary>Whoever sends the request picks it.</summary>
    Chosen,

    /// <summary>It says where the request comes from.</summary>
    Network,
}
