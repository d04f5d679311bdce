using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Policies;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Policies;

/// <summary>Flags PRIVATE APIs that every AWS account can reach through a VPC endpoint of its own.</summary>
public sealed class PrivateApiOpenToAnyVpc() : Rule<ApiSubject>(new()
{
    Id = "AGW5002",
    Name = "private-api-open-to-any-vpc",
    Title = "Any AWS account can reach this private API",
    Category = Category.Policies,
    Severity = Severity.Medium,
    Needs = Needs.Exposure,
    // That only VPC endpoints lead there is what the rule is about.
    SeverityFollowsExposure = false,
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["CWE-284", "API8:2023"],
    RecordedAs = ["policy"],
    WrittenAs = "api:Policy.Statement[]|api:Policy",
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context)
    {
        var (scope, api) = (subject.Scope, subject.Api);

        if (api.EndpointType.Value is not EndpointType.Private)
        {
            yield break;
        }

        Unknown? doubt = null;
        var open = new List<(DeployedRoute Route, RouteExposure Exposure)>();
        foreach (var stage in api.Stages.Value)
        {
            var routes = context.Exposure.RoutesOf(scope, api, stage);
            doubt ??= routes.Unknown;
            foreach (var route in routes.ValueOr([]))
            {
                var exposure = context.Exposure.Of(route);
                doubt ??= exposure.Unknown;
                if (exposure is { IsKnown: true, Value: { Audience: > Audience.OwnVpcOrAccount } reached } && LetsInAnyone(route, context))
                {
                    open.Add((route, reached));
                }
            }
        }

        if (open.OrderBy(each => HasAuthorizer(each.Route)).FirstOrDefault() is { Route: not null } first)
        {
            yield return Flag(
                subject,
                $"The resource policy of private API {Quote.Of(api.Name)} asks for no VPC or VPC endpoint: anyone with an AWS account "
                    + $"can {PolicyFinding.Reach(first.Route)} through an endpoint of their own.",
                first.Exposure.Path.AsSpan()) with
            {
                Confidence = first.Exposure.IsUncertain ? Confidence.Medium : Confidence.High,
                Named = NamedThings.Routes(open.Select(each => each.Route)),
            };
        }
        else if (doubt is not null)
        {
            throw new UnknownFactException(doubt);
        }
    }

    // Whom a policy lets in by account, organization or a foreign endpoint that it names is policy-trusts-unknown-account's to say.
    private static bool LetsInAnyone(DeployedRoute route, RuleContext context)
    {
        var isSigned = route.Route.Authorization.ValueOr(AuthorizationKind.None) is AuthorizationKind.AwsIam;
        return context.Exposure.ResourcePolicyOf(route.Api)
            .ValueOr(null)
            ?.Ask(new(isSigned ? CallerIdentity.AnyAwsPrincipal : CallerIdentity.Anonymous, ForeignEndpoint.Network), route.Target)
            is { Verdict: not Verdict.No } answer && (!isSigned || answer.Principals.Anyone);
    }

    private static bool HasAuthorizer(DeployedRoute route) =>
        route.Route.Authorization.ValueOr(AuthorizationKind.None) is not (AuthorizationKind.None or AuthorizationKind.AwsIam);
}
