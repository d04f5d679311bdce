namespace Auditor.Samples.Building;

/// <summary>Custom domain names.</summary>
internal static class Domains
{
    public static Domain Regional(string name, string certificateArn, params ImmutableArray<ApiMapping> mappings) => new()
    {
        Name = name,
        EndpointType = EndpointType.Regional,
        IpAddressType = "ipv4",
        SecurityPolicy = "TLS_1_2",
        CertificateArn = certificateArn,
        RoutingMode = "BASE_PATH_MAPPING_ONLY",
        Status = "AVAILABLE",
        Mappings = mappings.OrderBy(mapping => mapping.Key, StringComparer.Ordinal).ToImmutableArray(),
    };

    /// <summary>Callers must show a certificate from the truststore.</summary>
    public static Domain AskingForCertificates(this Domain domain, string truststore) =>
        domain with { MutualTls = new() { TruststoreUri = truststore, TruststoreVersion = "3sL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY" } };

    public static ApiMapping At(string path, string apiId, string stage) =>
        new() { Id = Ids.Of(path, apiId, stage), Key = path, ApiId = apiId, Stage = stage };
}
