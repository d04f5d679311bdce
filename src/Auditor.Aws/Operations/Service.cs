namespace Auditor.Aws.Operations;

/// <summary>An AWS service that is read.</summary>
/// <remarks>
/// <see cref="Id"/> is the SDK's service id: it names the variable <c>AWS_ENDPOINT_URL_&lt;ID&gt;</c> and the entry in a profile's services
/// section. Services of one <see cref="SigningName"/> share their rate: both API Gateway interfaces draw on one quota.
/// </remarks>
public sealed record Service(string Id, string SigningName, string HostPrefix, WireProtocol Protocol, string Version)
{
    /// <summary>What precedes the operation's name in <c>X-Amz-Target</c>.</summary>
    public string? TargetPrefix { get; init; }

    /// <summary>One endpoint for the whole partition.</summary>
    public bool IsGlobal { get; init; }

    /// <summary>GovCloud's ordinary endpoint is the FIPS one, so its name lacks the suffix.</summary>
    public bool HasPlainFipsNameInGovCloud { get; init; }

    /// <summary>In the partition <c>aws</c> its ordinary endpoint is the dual-stack one too.</summary>
    public bool HasPlainDualStackName { get; init; }

    /// <summary>
    /// Requests per second that the auditor allows itself, well below the service's own limit: everybody else in the account shares it.
    /// </summary>
    public required double RequestsPerSecond { get; init; }
}
