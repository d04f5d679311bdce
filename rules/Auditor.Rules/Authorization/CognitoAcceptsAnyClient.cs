using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Text;

namespace Auditor.Rules.Authorization;

/// <summary>Flags routes that take tokens of every app client of a user pool.</summary>
public sealed class CognitoAcceptsAnyClient() : RouteRule(new()
{
    Id = "AGW1013",
    Name = "cognito-accepts-any-client",
    Title = "Tokens of every app client of the user pool are accepted",
    Category = Category.Authorization,
    Severity = Severity.Medium,
    // Of a deployed method only the working copy tells scopes and authorizer.
    Confidence = Confidence.Medium,
    Needs = Needs.Exposure | Needs.Authorizers,
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["CWE-863", "API2:2023"],
})
{
    /// <inheritdoc/>
    protected override RouteVerdict? Check(DeployedRoute route, RuleContext context)
    {
        if (route.Route.Authorization.Value is not AuthorizationKind.CognitoUserPools || route.Route.AuthorizationScopes is not [])
        {
            return null;
        }

        var id = AuthorizerUse.IdOf(route).Value;
        var authorizer = route.Api.Authorizers.Value.FirstOrDefault(authorizer => authorizer.Id == id);

        // One that does not exist is missing-authorizer's.
        return authorizer is null || !string.IsNullOrWhiteSpace(authorizer.IdentityValidationExpression)
            ? null
            : new(stages =>
                $"Route {Quote.Of(route.Route.Key)} of API {Quote.Of(route.Api.Name)} on {stages} takes the ID token of every app client of the user pool behind authorizer {Quote.Of(authorizer.Name)}, so a token made for another application opens it too.")
            {
                Evidence =
                [
                    new("authorizationScopes", "none"),
                    new("identityValidationExpression", "none"),
                    new("providerARNs", string.Join(", ", authorizer.ProviderArns.DefaultIfEmpty("none"))),
                ],
            };
    }
}
