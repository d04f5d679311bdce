using Auditor.Core.Inventory;

namespace Auditor.Core.Exposure;

/// <summary>A name under which a stage answers.</summary>
public sealed record WayIn
{
    public required WayInKind Kind { get; init; }

    /// <summary>Where a request goes, up to and including the stage or base path, without a slash at the end: <c>https://a1b2c3.execute-api.eu-west-1.amazonaws.com/prod</c>.</summary>
    public required string Url { get; init; }

    /// <summary>The custom domain name; <see langword="null"/> for the API's own endpoint.</summary>
    public Domain? Domain { get; init; }

    /// <summary>Whether only callers in a VPC get there.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Whether callers must show a client certificate.</summary>
    public bool RequiresClientCertificate => Domain?.MutualTls is not null;
}
