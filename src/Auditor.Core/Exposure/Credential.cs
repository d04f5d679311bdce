namespace Auditor.Core.Exposure;

/// <summary>What a caller has to show to get through a route.</summary>
public enum Credential
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>An API key, which is for metering and is no authorization.</summary>
    ApiKey,

    /// <summary>A client certificate that the domain name's truststore knows (mutual TLS), and nothing else.</summary>
    ClientCertificate,

    /// <summary>Something that an authorizer accepts: a token of a user pool or issuer, or what a Lambda function lets pass.</summary>
    AuthorizerToken,

    /// <summary>A signature of an AWS principal.</summary>
    AwsPrincipal,
}
