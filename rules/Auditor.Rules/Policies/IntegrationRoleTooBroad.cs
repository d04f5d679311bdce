using Auditor.Core.Exposure;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Text;

namespace Auditor.Rules.Policies;

/// <summary>Flags routes whose integration uses a role that may do far more than the integration does.</summary>
public sealed class IntegrationRoleTooBroad() : RouteRule(new()
{
    Id = "AGW5010",
    Name = "integration-role-too-broad",
    Title = "The role behind this route may do far more than the route does",
    Category = Category.Policies,
    Severity = Severity.High,
    Needs = Needs.Exposure | Needs.IdentityPolicies,
    Frameworks = ["CWE-250", "API5:2023", "API8:2023"],
})
{
    /// <inheritdoc/>
    protected override RouteVerdict? Check(DeployedRoute route, RuleContext context)
    {
        // A role that a stage variable names is one of several; one that passes the caller's credentials on is none.
        if (route.Route.Integration.Value?.CredentialsArn is not { } role || !role.Contains(":role/", StringComparison.Ordinal) || role.Contains('$', StringComparison.Ordinal))
        {
            return null;
        }

        if (WideAccess.Of(context.Exposure.GrantsOfRole(role).Value, route.Scope.Partition) is not { } wide)
        {
            return null;
        }

        return new(stages =>
            $"Route {Quote.Of(route.Route.Key)} of API {Quote.Of(route.Api.Name)} ({stages}) uses role {Quote.Of(role)}, which may {wide.What}: whoever gets the route to send what they like reaches all of that.")
        {
            Evidence = [new("credentials", role), new("statement", wide.Answer.Statement?.Name ?? ""), new("for example", wide.Answer.Example)],
        };
    }
}
