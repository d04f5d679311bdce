using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;
using Auditor.Aws.Operations;

namespace Auditor.Aws.Transport;

/// <summary>Settings of the SDK for one service in one Region.</summary>
internal sealed class OperationConfig : ClientConfig
{
    private static readonly DefaultConfigurationProvider Defaults = new(Enum.GetValues<DefaultConfigurationMode>().Select(IDefaultConfiguration (mode) => new DefaultConfiguration
    {
        Name = mode,
        RetryMode = RequestRetryMode.Standard,
        ConnectTimeout = TimeSpan.FromSeconds(5),
    }));

    private readonly Service _service;

    public OperationConfig(Service service, string region)
        : base(Defaults)
    {
        _service = service;
        ServiceId = service.Id;
        AuthenticationServiceName = service.SigningName;
        EndpointProvider = new OperationEndpoints(service);
        RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        // Else a custom endpoint would be signed for us-east-1.
        AuthenticationRegion = OperationEndpoints.SigningRegion(service, region);
        // A followed redirect comes back as an empty success.
        AllowAutoRedirect = false;
        ThrottleRetries = false;
        // An attempt may have waited for long since the one before.
        ResignRetries = true;
        Timeout = TimeSpan.FromSeconds(30);
    }

    public override string RegionEndpointServiceName => _service.HostPrefix;

    public override string ServiceVersion => _service.Version;

    public override string UserAgent { get; } = InternalSDKUtils.BuildUserAgentString(
        "Auditor", typeof(OperationConfig).Assembly.GetName().Version?.ToString(3) ?? "0");

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(OperationEndpointParameters.Of(this));
}
