using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Policies;
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
        // Only what calls an AWS service does so as somebody. Credentials that pass the caller's own on name no role (AGW5011); a variable
        // without a value names nothing.
        if (route.Route.Integration.Value is not { CredentialsArn: { } written } integration
            || integration.Type is IntegrationType.Http or IntegrationType.HttpProxy or IntegrationType.Mock
            || StageVariables.FillIn(written, route).Value is not { } role
            || !role.Contains(":role/", StringComparison.Ordinal))
        {
            return null;
        }

        // A role that is not there lets nothing through.
        if (context.Exposure.GrantsOfRole(role).Value is not { } grants
            || WideAccess.Of(grants, route.Scope.Partition, new CallerPrincipal(role).AccountId) is not { } wide)
        {
            return null;
        }

        return new(stages =>
            $"Route {Quote.Of(route.Route.Key)} of API {Quote.Of(route.Api.Name)} ({stages}) uses role {Quote.Of(role)}, which may "
                + $"{wide.What}: whoever gets the route to send what they like reaches all of that.")
        {
            Evidence =
            [
                new("credentials", written),
                .. role == written ? [] : new[] { new Evidence("role", role) },
                new("statement", wide.Answer.Statement?.Name ?? ""),
                new("for example", wide.Answer.Example),
            ],
        };
    }
}
