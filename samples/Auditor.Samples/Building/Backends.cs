namespace Auditor.Samples.Building;

/// <summary>What stands behind routes, Lambda functions aside (see <see cref="Place.Lambda"/>).</summary>
internal static class Backends
{
    /// <summary>API Gateway answers by itself.</summary>
    public static Integration Mock { get; } = new() { Type = IntegrationType.Mock };

    /// <summary>A server on the internet.</summary>
    public static Integration Server(string url) => new() { Type = IntegrationType.HttpProxy, Uri = url };

    /// <summary>A server in a VPC, through a VPC link; with TLS or without.</summary>
    public static Integration InVpc(string uri, string vpcLink, bool tls) =>
        new() { Type = IntegrationType.HttpProxy, Uri = uri, ThroughVpcLink = true, ConnectionId = vpcLink, HasTlsConfig = tls };

    /// <summary>Another AWS service, called with a role of API Gateway's.</summary>
    public static Integration Service(string uri, string role) => new() { Type = IntegrationType.Aws, Uri = uri, CredentialsArn = role };
}
