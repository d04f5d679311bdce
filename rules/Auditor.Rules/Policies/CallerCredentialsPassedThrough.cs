using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Text;

namespace Auditor.Rules.Policies;

/// <summary>Flags routes that pass the credentials of their callers on.</summary>
public sealed class CallerCredentialsPassedThrough() : RouteRule(new()
{
    Id = "AGW5011",
    Name = "caller-credentials-passed-through",
    Title = "What is behind this route is called with the caller's own credentials",
    Category = Category.Policies,
    Severity = Severity.Medium,
    Needs = Needs.Exposure,
    Frameworks = ["CWE-441", "API8:2023"],
    WrittenAs = "integration:Credentials|integration:CredentialsArn",
})
{
    /// <inheritdoc/>
    protected override RouteVerdict? Check(DeployedRoute route, RuleContext context)
    {
        // HTTP integrations use no credentials, and only a signed request has a caller whose identity could be passed on.
        if (route.Route.Integration.Value is not { Type: IntegrationType.Aws or IntegrationType.AwsProxy, CredentialsArn: { } credentials }
            || !IsCaller(credentials)
            || route.Route.Authorization.Value is not AuthorizationKind.AwsIam)
        {
            return null;
        }

        return new(stages =>
            $"Route {Quote.Of(route.Route.Key)} of API {Quote.Of(route.Api.Name)} ({stages}) calls what is behind it with the caller's "
                + $"own credentials: whoever can use it may call the backend directly as well, past everything the API checks.")
        {
            Evidence = [new("credentials", credentials)],
        };
    }

    // arn:aws:iam::*:user/*, in any partition.
    private static bool IsCaller(string arn) => arn.Split(':', 6) is [_, _, "iam", _, "*", "user/*"];
}
