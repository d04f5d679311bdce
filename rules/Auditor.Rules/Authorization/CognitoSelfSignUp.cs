using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Authorization;

/// <summary>Flags authorizers that trust a user pool in which anybody can create an account.</summary>
public sealed class CognitoSelfSignUp() : Rule<AuthorizerSubject>(new()
{
    Id = "AGW1014",
    Name = "cognito-self-sign-up",
    Title = "Anybody can create the account that opens this API",
    Category = Category.Authorization,
    Severity = Severity.Medium,
    Needs = Needs.Exposure | Needs.Authorizers | Needs.UserPools,
    AppliesTo = [ApiKind.Rest, ApiKind.Http],
    Frameworks = ["CWE-287", "API2:2023"],
    WrittenAs = "pool:AdminCreateUserConfig.AllowAdminCreateUserOnly|pool:AdminCreateUserConfig|pool:",
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(AuthorizerSubject subject, RuleContext context)
    {
        var (scope, api, authorizer) = (subject.Scope, subject.Api, subject.Authorizer);
        // One that no route asks lets nobody in: unused-authorizer says so.
        if (AuthorizerUse.IsUsed(subject, context.Exposure) is { IsKnown: true, Value: false })
        {
            yield break;
        }

        Unknown? unknown = null;
        foreach (var trusted in TrustedPools(authorizer).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var pool = scope.UserPools.FirstOrDefault(pool => Names(trusted, pool.Arn));
            var settings = pool?.Settings ?? default;
            unknown ??= settings.Unknown;

            // A pool that is gone signs nobody in.
            if (settings.ValueOr(null) is { AllowsSelfSignUp: true } open)
            {
                yield return Flag(
                    subject,
                    $"Authorizer {Quote.Of(authorizer.Name)} of API {Quote.Of(api.Name)} takes tokens of user pool "
                        + $"{Quote.Of(open.Name ?? trusted)}, in which anybody can create an account, so being signed in says nothing "
                            + $"about who calls.",
                    new("user pool", pool?.Arn ?? trusted),
                    new("AllowAdminCreateUserOnly", "false"),
                    new("MfaConfiguration", open.MfaConfiguration ?? "not set")) with
                {
                    SubKey = trusted,
                    Named = AuthorizerUse.Named(subject, context.Exposure),
                    FixValues = FixOf(trusted),
                };
            }
        }

        if (unknown is not null)
        {
            throw new UnknownFactException(unknown);
        }
    }

    // ARNs, or for JWT authorizers region/id.
    private static ImmutableArray<string> TrustedPools(Authorizer authorizer) => authorizer.Type switch
    {
        AuthorizerType.CognitoUserPools => authorizer.ProviderArns,
        AuthorizerType.Jwt when UserPoolIssuer.Of(authorizer.JwtIssuer) is { } pool => [$"{pool.Region}/{pool.PoolId}"],
        _ => [],
    };

    private static ImmutableDictionary<string, string> FixOf(string trusted)
    {
        var region = trusted.Split(':') is [_, _, _, var inArn, ..] ? inArn : trusted.Split('/')[0];
        return ImmutableDictionary<string, string>.Empty.Add("userPoolRegion", region).Add("userPoolId", trusted.Split('/')[^1]);
    }

    // arn:aws:cognito-idp:{region}:{account}:userpool/{id}
    private static bool Names(string trusted, string arn) =>
        trusted == arn
            || (arn.Split(':') is [_, _, "cognito-idp", var region, _, var pool]
                && pool == $"userpool/{trusted.Split('/')[^1]}"
                && trusted.StartsWith($"{region}/", StringComparison.Ordinal));
}
