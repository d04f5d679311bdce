namespace Auditor.Core.Identity;

/// <summary>The kind of policy that a statement stands in; each kind decides in its own way.</summary>
internal enum PolicyLayer
{
    /// <summary>A policy of the user, of one of its groups, or of the role.</summary>
    Identity,

    /// <summary>The permissions boundary: it only limits.</summary>
    Boundary,

    /// <summary>A service control policy of the organization: it only limits, and each level has to allow.</summary>
    ServiceControl,

    /// <summary>A resource control policy of the organization: it only denies.</summary>
    ResourceControl,

    /// <summary>The policy of the private domain name that a request is sent to: it has to allow, too.</summary>
    DomainName,

    /// <summary>The policy of the API.</summary>
    Resource,
}
