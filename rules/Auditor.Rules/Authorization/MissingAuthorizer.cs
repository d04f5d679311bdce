using Auditor.Core.Exposure;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Text;

namespace Auditor.Rules.Authorization;

/// <summary>Flags routes that an authorizer should guard which the API does not have.</summary>
public sealed class MissingAuthorizer() : RouteRule(new()
{
    Id = "AGW1006",
    Name = "missing-authorizer",
    Title = "The route's authorizer does not exist",
    Category = Category.Authorization,
    Severity = Severity.High,
    Needs = Needs.Exposure | Needs.Authorizers,
    Frameworks = ["CWE-287", "API2:2023"],
    WrittenAs = "route:AuthorizerId",
})
{
    /// <inheritdoc/>
    protected override RouteVerdict? Check(DeployedRoute route, RuleContext context)
    {
        if (!AuthorizerUse.AsksAuthorizer(route.Route.Authorization.Value) || !AuthorizerUse.IsMissing(route))
        {
            return null;
        }

        var id = AuthorizerUse.IdOf(route).Value;
        return new(stages =>
            $"Route {Quote.Of(route.Route.Key)} of API {Quote.Of(route.Api.Name)} on {stages} should be guarded by "
                + $"{(id is null ? "an authorizer but names none" : $"authorizer {Quote.Of(id)}, which the API does not have")}, so "
                    + $"nothing can check who its callers are: API Gateway answers 500 until there is one, and somebody in a hurry sets "
                    + $"NONE.")
        {
            // Of a deployed method only the working copy tells the authorizer.
            Confidence = route is { Basis: Basis.Deployment, IsExported: false } ? Confidence.Medium : null,
            Evidence =
            [
                new("authorization", route.Route.Authorization.Value.ToString()),
                new("authorizerId", id ?? "none"),
                new(
                    "authorizers of the API",
                    string.Join(", ", route.Api.Authorizers.ValueOr([]).Select(authorizer => authorizer.Id).DefaultIfEmpty("none"))),
            ],
        };
    }
}
