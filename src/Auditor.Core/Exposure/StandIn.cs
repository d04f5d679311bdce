namespace Auditor.Core.Exposure;

/// <summary>
/// The parts of a route that are what is configured, in place of what its stage serves, which was not read or cannot be known.
/// </summary>
[Flags]
internal enum StandIn
{
    None = 0,

    /// <summary>Which routes there are, and what each asks for.</summary>
    Routes = 1,

    Integration = 2,

    /// <summary>The authorizers, and which of them a route asks.</summary>
    Authorizers = 4,

    ResourcePolicy = 8,

    /// <summary>Whether the default endpoint answers.</summary>
    DefaultEndpoint = 16,

    /// <summary>What requests are validated by.</summary>
    Validation = 32,

    /// <summary>All that only an export tells.</summary>
    Definition = Integration | Authorizers | ResourcePolicy | DefaultEndpoint | Validation,
}
