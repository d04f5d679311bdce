using Amazon;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace Auditor.Aws.Access;

/// <summary>Credentials of an assumed role, renewed before they expire.</summary>
/// <remarks>
/// NOTE: the SDK's own class asks the token service in us-east-1 (which other partitions lack) and ignores an endpoint given on the command
/// line.
/// </remarks>
internal sealed class AssumedRole(AwsAccess access, string roleArn, string region, AWSCredentials? source) : RefreshingAWSCredentials
{
    private const string SessionName = "auditor";

    protected override CredentialsRefreshState GenerateNewCredentials() => GenerateNewCredentialsAsync().GetAwaiter().GetResult();

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        var config = new AmazonSecurityTokenServiceConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region) };
        if (access.Profile is { } profile)
        {
            config.Profile = new(profile);
        }

        if (access.EndpointUrl is { } endpoint)
        {
            config.ServiceURL = endpoint.AbsoluteUri;
        }

        config.AuthenticationRegion = region;
        using var client = source is null
            ? new AmazonSecurityTokenServiceClient(config)
            : new AmazonSecurityTokenServiceClient(source, config);
        try
        {
            var answer = await client.AssumeRoleAsync(
                new AssumeRoleRequest { RoleArn = roleArn, RoleSessionName = SessionName, ExternalId = access.ExternalId })
                .ConfigureAwait(false);
            return new(
                new(answer.Credentials.AccessKeyId, answer.Credentials.SecretAccessKey, answer.Credentials.SessionToken),
                answer.Credentials.Expiration ?? DateTime.MaxValue);
        }
        catch (AmazonServiceException refused)
        {
            access.Recorder?.AddRefusal(new(roleArn, (int)refused.StatusCode, refused.ErrorCode ?? "", refused.Message));
            throw;
        }
    }
}
