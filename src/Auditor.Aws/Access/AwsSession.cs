using System.Text.RegularExpressions;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Internal;
using Auditor.Aws.Advice;
using Auditor.Aws.Transport;

namespace Auditor.Aws.Access;

/// <summary>Finds credentials and Region the way that AWS's own tools do, through the SDK.</summary>
public static partial class AwsSession
{
    /// <summary>A caller for the identity that the settings describe. Nothing is sent yet.</summary>
    /// <exception cref="AwsAccessException">The profile does not exist or holds no credentials, or a setting is unusable.</exception>
    public static AwsCaller Open(AwsAccess access, string region, TimeProvider time)
    {
        if (!RegionName().IsMatch(region))
        {
            throw new AwsAccessException($"'{region}' is not the name of a Region (they look like eu-central-1).");
        }

        if (access.MaxRate is <= 0 or double.NaN or double.PositiveInfinity)
        {
            throw new AwsAccessException("The rate must be more than 0 requests per second.");
        }

        if (access.EndpointUrl is { } endpoint && (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("http" or "https")))
        {
            throw new AwsAccessException($"'{endpoint}' is not a URL of http or https.");
        }

        if (access is { ExternalId: not null, RoleArn: null })
        {
            throw new AwsAccessException("An external id only means something with a role to assume.");
        }

        if (access.Replay is { } replay)
        {
            return new(
                new()
                {
                    Credentials = access.RoleArn is { } role && replay.RefusalOf(role) is { } refusal
                        ? new RefusedRole(refusal)
                        : new BasicAWSCredentials("replay", "replay"),
                    Explain = CallAdvice.Of,
                    Listener = Listener(access),
                    StandIn = askedIn => replay.Handler(access.RoleArn ?? "", askedIn),
                },
                time);
        }

        TrustCompanyCertificates(access.Profile);
        var credentials = access.Profiles.Of(access.Profile);
        if (access.RoleArn is { } roleArn)
        {
            credentials = RoleName().IsMatch(roleArn)
                ? new AssumedRole(access, roleArn, region, credentials)
                : throw new AwsAccessException(
                    $"'{roleArn}' is not the ARN of a role (they look like arn:aws:iam::123456789012:role/auditor).");
        }

        return new(
            new()
            {
                Credentials = credentials,
                Profile = access.Profile,
                EndpointUrl = access.EndpointUrl,
                MaxRate = access.MaxRate ?? AwsCallerOptions.DefaultRate,
                Explain = CallAdvice.Of,
                Listener = Listener(access),
            },
            time);
    }

    /// <summary>Trusts what <c>AWS_CA_BUNDLE</c> or the profile names besides, for every client of the SDK from then on.</summary>
    /// <exception cref="AwsAccessException">It cannot be read, or has no certificate in it.</exception>
    public static void TrustCompanyCertificates(string? profile) =>
        // Of the whole process: the SDK signs in through clients of its own, and they meet the same proxy.
        AWSConfigs.HttpClientFactory = CaBundle.Named(profile) ?? AWSConfigs.HttpClientFactory;

    // Whose answers they are is the role, or nothing.
    private static Func<string, PipelineHandler>? Listener(AwsAccess access) =>
        access.Recorder is { } recorder ? askedIn => recorder.Handler(access.RoleArn ?? "", askedIn) : null;

    /// <summary>
    /// The Region that applies when none is given: environment, then profile, as in the AWS CLI. Null: there is none, and guessing one
    /// would audit the wrong place.
    /// </summary>
    public static string? DefaultRegion(string? profile)
    {
        foreach (var variable in new[] { "AWS_REGION", "AWS_DEFAULT_REGION" })
        {
            if (SharedConfiguration.Variable(variable) is { } region)
            {
                return region;
            }
        }

        return new CredentialProfileStoreChain().TryGetProfile(SharedConfiguration.ProfileName(profile), out var found)
            ? found.Region?.SystemName
            : null;
    }

    [GeneratedRegex("^[a-z]{2,}(-[a-z]+)+-[0-9]+$", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex RegionName();

    [GeneratedRegex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex RoleName();
}
