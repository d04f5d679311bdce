using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using Auditor.Aws.Reading;
using Auditor.Core.Inventory;

namespace Auditor.Aws.Services.Cognito;

/// <summary>
/// Reads the Cognito user pools that authorizers trust, by their ARN or as the issuer of a JWT, one call for each distinct one.
/// </summary>
internal sealed class UserPoolReader(RegionReader region)
{
    private const string Prefix = "userpool/";

    private readonly AsyncCache<Fact<Wire.UserPoolAnswer?>> _answers = new();

    public async Task<ImmutableArray<UserPool>> ReadAsync(IEnumerable<Api> apis, CancellationToken cancellationToken)
    {
        var authorizers = apis.SelectMany(EverySnapshot.AuthorizersOf).ToArray();
        var named = authorizers.SelectMany(authorizer => authorizer.ProviderArns)
            .Select(ArnParts.Of)
            .OfType<ArnParts>()
            .Where(arn => arn.Service is "cognito-idp" && arn.Resource.StartsWith(Prefix, StringComparison.Ordinal))
            .ToArray();
        // An issuer does not say whose pool it is, so a pool that is not this account's may still be there.
        var issuers = authorizers.Select(authorizer => UserPoolIssuer.Of(authorizer.JwtIssuer)).OfType<UserPoolIssuer>()
            .Select(pool => ArnParts.Of(
                $"arn:{region.Account.Partition}:cognito-idp:{pool.Region}:{region.Account.Id}:{Prefix}{pool.PoolId}"))
            .OfType<ArnParts>()
            .ExceptBy(named.Select(arn => arn.Text), arn => arn.Text, StringComparer.Ordinal);
        var pools = named.Select(arn => (Arn: arn, IsOwn: true))
            .Concat(issuers.Select(arn => (Arn: arn, IsOwn: false)))
            .DistinctBy(pool => pool.Arn.Text, StringComparer.Ordinal)
            .OrderBy(pool => pool.Arn.Text, StringComparer.Ordinal);
        return [.. await Task.WhenAll(pools.Select(async pool => new UserPool { Arn = pool.Arn.Text, Settings = await SettingsAsync(pool.Arn, pool.IsOwn, cancellationToken).ConfigureAwait(false) })).ConfigureAwait(false)];
    }

    private async Task<Fact<UserPoolSettings?>> SettingsAsync(ArnParts arn, bool isOwn, CancellationToken cancellationToken)
    {
        // Credentials are of one partition: nobody there knows the pools of another, which is how the Regions in China and AWS GovCloud
        // (US) come by Cognito elsewhere.
        if (Fn.Partition(arn.Region).name != region.Account.Partition)
        {
            return new Unknown("The user pool is in another partition of AWS than the API, which cannot be asked with the same "
                + "credentials.")
            {
                Operation = CognitoOperations.DescribeUserPool.Id,
                Code = nameof(OtherAccount),
            };
        }

        if (arn.Account != region.Account.Id)
        {
            return OtherAccount.Of("user pool", arn.Account, CognitoOperations.DescribeUserPool);
        }

        var answer = await _answers.GetAsync(arn.Text, () => region.Gaps.TryAsync(
            () =>
                Absence.NullWhenGoneAsync(
                    () =>
                        region.CallInAsync(
                            arn.Region,
                            CognitoOperations.DescribeUserPool,
                            new() { ["UserPoolId"] = arn.Resource[Prefix.Length..] },
                            cancellationToken),
                    Absence.ResourceNotFound),
            arn.Text,
            "Whether anybody can make an account in the user pool.")).ConfigureAwait(false);
        if (answer.Unknown is { } reason)
        {
            return reason;
        }

        return answer.Value switch
        {
            null when isOwn => (UserPoolSettings?)null,
            null =>
                new Unknown("The account has no such user pool: it belongs to another account, or is gone.")
                {
                    Operation = CognitoOperations.DescribeUserPool.Id,
                    Code = nameof(OtherAccount),
                },
            { UserPool: { AdminCreateUserConfig.AllowAdminCreateUserOnly: { } onlyAdministrators } pool } => new UserPoolSettings
            {
                Name = pool.Name,
                AllowsSelfSignUp = !onlyAdministrators,
                MfaConfiguration = pool.MfaConfiguration,
            },
            _ =>
                region.Gaps.Add(
                    CognitoOperations.DescribeUserPool.Id,
                    "MissingMember",
                    $"The answer of {CognitoOperations.DescribeUserPool} does not say who can make an account.",
                    arn.Text,
                    "Whether anybody can make an account in the user pool."),
        };
    }
}
