using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Authorization;

/// <summary>Flags authorizers that take tokens of every app client of a user pool.</summary>
public sealed class CognitoAcceptsAnyClient() : Rule<AuthorizerSubject>(new()
{
    Id = "AGW1013",
    Name = "cognito-accepts-any-client",
    Title = "Tokens of every app client of the user pool are accepted",
    Category = Category.Authorization,
    Severity = Severity.Medium,
    // Where a deployment was not exported, scopes and authorizer are the working copy's.
    Confidence = Confidence.Medium,
    Needs = Needs.Exposure | Needs.Authorizers,
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["CWE-863", "API2:2023"],
    WrittenAs = "authorizer:IdentityValidationExpression|authorizer:Type",
})
{
    // Made up, as Cognito makes them: 26 lower-case letters and digits.
    private static readonly string[] ClientIds = ["4q0m8tz1vbx7rk2ny5wd9hs3jc", "b7w1yk9d3m5xq0t2vn8rz4hjsc", "z9x2c5v7b0n3m1q4w6r8t0ykjh"];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(AuthorizerSubject subject, RuleContext context)
    {
        var (api, authorizer) = (subject.Api, subject.Authorizer);
        if (authorizer.Type is not AuthorizerType.CognitoUserPools)
        {
            yield break;
        }

        // With a scope it takes access tokens, which no client gets that the scope was not given to.
        var (asking, more) = AuthorizerUse.RoutesOf(subject, context.Exposure);
        ImmutableArray<DeployedRoute> unscoped = [.. asking.Where(route => route.Route.AuthorizationScopes is [])];
        if (unscoped is [] && more is not null)
        {
            throw new UnknownFactException(more);
        }

        // A pool that is gone signs nobody in.
        if (unscoped is [] || Narrows(authorizer.IdentityValidationExpression) || ArePoolsGone(subject))
        {
            yield break;
        }

        ImmutableArray<string> routes = [.. unscoped.Select(route => route.Route.Key).Distinct(StringComparer.Ordinal)];
        yield return Flag(
            subject,
            $"Authorizer {Quote.Of(authorizer.Name)} of API {Quote.Of(api.Name)} takes the ID token of every app client of "
                + $"{(authorizer.ProviderArns.Length > 1 ? "its user pools" : "its user pool")} for {RouteNames.Of(routes)}, so a token made for another application opens {(routes is [_] ? "it" : "them")} too.",
            new("authorizationScopes", "none"),
            new(
                "identityValidationExpression",
                string.IsNullOrWhiteSpace(authorizer.IdentityValidationExpression) ? "none" : authorizer.IdentityValidationExpression),
            new("providerARNs", string.Join(", ", authorizer.ProviderArns.DefaultIfEmpty("none")))) with
        {
            Confidence = unscoped.All(route => route.IsExported) ? Confidence.High : Info.Confidence,
            Named = NamedThings.Routes(unscoped),
            // With an expression the authorizer refuses access tokens, which routes with scopes ask for.
            FixValues = unscoped.Length == asking.Length && more is null
                ? ImmutableDictionary<string, string>.Empty.Add("idTokenAuthorizerId", authorizer.Id)
                : [],
        };
    }

    private static bool ArePoolsGone(AuthorizerSubject subject) => subject.Authorizer.ProviderArns is not []
        && subject.Authorizer.ProviderArns.All(arn => subject.Scope.UserPools.Any(
            pool => pool.Arn == arn && pool.Settings is { IsKnown: true, Value: null }));

    // The whole 'aud' of an ID token has to match: an expression that takes ids which nobody can have named takes every client's.
    private static bool Narrows(string? expression)
    {
        if (string.IsNullOrWhiteSpace(expression))
        {
            return false;
        }

        try
        {
            // Whoever wrote it, it ends by itself and not by a clock: what it says is the same on a machine that is busy.
            var pattern = new Regex($"^(?:{expression})$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
            return !Array.TrueForAll(ClientIds, pattern.IsMatch);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw new UnknownFactException(new(
                $"Which clients identityValidationExpression {Quote.Of(expression)} accepts cannot be told."));
        }
    }
}
