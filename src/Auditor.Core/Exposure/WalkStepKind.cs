namespace Auditor.Core.Exposure;

/// <summary>What AWS asks of a request to an API, in the order in which it asks.</summary>
public enum WalkStepKind
{
    /// <summary>The name that it is sent to: private or public, IPv4 or IPv6, with a client certificate or without.</summary>
    Endpoint,

    /// <summary>The web ACL of the stage.</summary>
    WebAcl,

    /// <summary>Which stage and which route it is given to.</summary>
    Route,

    /// <summary>The policy of a private domain name.</summary>
    DomainPolicy,

    /// <summary>The resource policy of a REST API.</summary>
    ResourcePolicy,

    /// <summary>IAM, a Lambda authorizer, a user pool or a JWT issuer.</summary>
    Authorization,

    /// <summary>The API key, which is no authorization.</summary>
    ApiKey,

    /// <summary>The limit on requests, where it is 0: then every request is refused.</summary>
    Throttling,

    /// <summary>What answers it.</summary>
    Integration,
}
