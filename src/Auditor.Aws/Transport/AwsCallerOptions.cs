using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Auditor.Aws.Transport;

/// <summary>How AWS is called for one identity.</summary>
public sealed record AwsCallerOptions
{
    /// <summary>API Gateway requests per second that leave room for others in the account.</summary>
    public const double DefaultRate = 8;

    /// <summary>Null: the SDK's own chain finds them (environment, profile, single sign-on, container, instance).</summary>
    public AWSCredentials? Credentials { get; init; }

    /// <summary>The profile of the shared configuration that credentials and endpoints come from.</summary>
    public string? Profile { get; init; }

    /// <summary>One endpoint for every service: an emulator's.</summary>
    public Uri? EndpointUrl { get; init; }

    /// <summary>API Gateway requests per second in one account and Region. The pace of the other services changes in proportion.</summary>
    public double MaxRate { get; init; } = DefaultRate;

    /// <summary>How long a call is repeated after its first failure.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Says why a call failed, to people.</summary>
    public Func<FailedCall, string> Explain { get; init; } = call => call.ToString();

    /// <summary>Hears what comes over the wire in a Region, each attempt of a call by itself; null where nobody does.</summary>
    public Func<string, PipelineHandler>? Listener { get; init; }

    /// <summary>Answers in place of AWS in a Region; null where AWS does.</summary>
    public Func<string, PipelineHandler>? StandIn { get; init; }

    /// <summary>Replaces the SDK's connections.</summary>
    public HttpClientFactory? HttpClientFactory { get; init; }
}
