namespace Auditor.Core.Paths;

/// <summary>What stands on the way of a request, in the order in which it meets it.</summary>
public enum PathStepKind
{
    /// <summary>The name that it is sent to.</summary>
    Name,

    /// <summary>The stage that the name leads to.</summary>
    Stage,

    /// <summary>The web ACL of the stage.</summary>
    WebAcl,

    /// <summary>The route that takes it.</summary>
    Route,

    /// <summary>The policy of a private domain name.</summary>
    DomainPolicy,

    /// <summary>The resource policy of a REST API.</summary>
    ResourcePolicy,

    /// <summary>IAM, a Lambda authorizer, a user pool or a JWT issuer.</summary>
    Authorizer,

    /// <summary>The API key, which is no authorization.</summary>
    ApiKey,

    /// <summary>The limit on requests, where it is 0: then every request is refused.</summary>
    Throttling,

    /// <summary>The backend that answers it.</summary>
    Integration,
}
