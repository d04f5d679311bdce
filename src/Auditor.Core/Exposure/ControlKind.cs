namespace Auditor.Core.Exposure;

/// <summary>The three domains in which API Gateway security is taught.</summary>
public enum ControlKind
{
    /// <summary>Where a caller must be: endpoint type, switched-off endpoint, private domain name.</summary>
    Network,

    /// <summary>What the resource policy, or the policy of a private domain name, lets through.</summary>
    Resource,

    /// <summary>Who a caller must be: authorization type, authorizer, client certificate.</summary>
    Identity,
}
