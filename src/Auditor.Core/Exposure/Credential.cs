namespace Auditor.Core.Exposure;

/// <summary>What a caller has to show to get through a route, least to most.</summary>
public enum Credential
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>An API key, which is for metering and is no authorization.</summary>
    ApiKey,

    /// <summary>A header whose value the web ACL compares and only some know.</summary>
    SecretHeader,

    /// <summary>A client certificate that the domain name's truststore knows (mutual TLS), and nothing else.</summary>
    ClientCertificate,

    /// <summary>Something that an authorizer accepts: a token of a user pool or issuer, or what a Lambda function lets pass.</summary>
    AuthorizerToken,

    /// <summary>A signature of an AWS principal.</summary>
    AwsPrincipal,
}
