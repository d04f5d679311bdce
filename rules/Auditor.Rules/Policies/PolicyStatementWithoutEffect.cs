using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Policies;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Policies;

/// <summary>Flags statements of resource policies that no request can ever match.</summary>
public sealed class PolicyStatementWithoutEffect() : Rule<ApiSubject>(new()
{
    Id = "AGW5005",
    Name = "policy-statement-without-effect",
    Title = "A statement of the resource policy matches no request",
    Category = Category.Policies,
    Severity = Severity.Medium,
    Needs = Needs.Exposure,
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["CWE-284", "CWE-1188", "API8:2023"],
    RecordedAs = ["policy"],
    WrittenAs = "api:Policy.Statement[]|api:Policy",
})
{
    private static readonly CallerClass Foreign = new(CallerIdentity.Anonymous, ForeignEndpoint.Network);

    private static readonly ImmutableArray<string> Actions = ["execute-api:Invoke", "execute-api:InvalidateCache"];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context)
    {
        // What is not deployed has no requests yet. What is, may have been deployed with another policy than the next deployment will have,
        // and one policy is written for all stages, whichever of them serves it.
        var routes = subject.Api.Stages.Value.SelectMany(stage => context.Exposure.RoutesOf(subject.Scope, subject.Api, stage).Value)
            .ToImmutableArray();
        return routes
            .DistinctBy(route => route.Api.ResourcePolicy, StringComparer.Ordinal)
            .SelectMany(route => context.Exposure.ResourcePolicyOf(route.Api).Value is { } policy ? Check(subject, policy, routes) : [])
            .DistinctBy(finding => finding.SubKey, StringComparer.Ordinal);
    }

    private IEnumerable<Finding> Check(ApiSubject subject, AccessPolicy policy, ImmutableArray<DeployedRoute> routes)
    {
        foreach (var statement in policy.Document.Statements)
        {
            if (statement.Effect is PolicyEffect.Unknown)
            {
                continue;
            }

            if (MatchesNothing(policy.Document, statement, routes))
            {
                yield return Missing(subject, policy.Document, statement, routes);
            }
            else if (statement.Effect is PolicyEffect.Allow && NotBinding(policy, statement, routes) is { IsEmpty: false } unbound)
            {
                yield return NotBinding(subject, policy, statement, unbound);
            }
        }
    }

    private Finding Missing(ApiSubject subject, PolicyDocument document, PolicyStatement statement, ImmutableArray<DeployedRoute> routes)
    {
        var because = Alone(document, statement).Ask(CallersOf(routes[0])[0], routes[0].Target).Because;
        var meant = statement.Effect is PolicyEffect.Allow ? "allow" : "deny";
        var message = $"{Capitalized(PolicyFinding.Name(statement))} of the resource policy of API {Quote.Of(subject.Api.Name)} matches "
            + $"no request to any of its routes: "
            + $"what it was meant to {meant} does not happen.";
        var sub = statement.Sid ?? FormattableString.Invariant($"{statement.Index}");

        // With any other Resource it would match: then that is what has to be mended.
        if (statement is not { HasResources: true, IsNotResource: false, Resources: [var written, ..] }
            || MatchesNothing(document, statement with { Resources = [new("*")] }, routes))
        {
            return Flag(subject, message, new("statement", statement.Name), new("for example", because)) with { SubKey = sub };
        }

        var nearest = NearestResource.To(written.Text, routes);
        return Flag(
            subject,
            $"{message} Its Resource {Quote.Of(written.Text)} names none of them; {Quote.Of(nearest)} would.",
            [
                new("statement", statement.Name),
                new("for example", because),
                .. statement.Resources.Select(resource => new Evidence("Resource", resource.Text)),
                new("nearest that would match", nearest),
            ]) with
        {
            SubKey = sub,
        };
    }

    private Finding NotBinding(ApiSubject subject, AccessPolicy policy, PolicyStatement statement, ImmutableArray<DeployedRoute> routes)
    {
        ImmutableArray<string> keys = [.. routes.Select(route => route.Route.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var (some, everywhere, others) = IsPrivate(routes[0])
            ? ("VPC endpoints", "through an endpoint of any account", Foreign)
            : ("addresses", "from everywhere", CallersOf(routes[0])[^1]);
        return Flag(
            subject,
            $"{Capitalized(PolicyFinding.Name(statement))} of the resource policy of API {Quote.Of(subject.Api.Name)} allows some {some} "
                + $"and nothing denies the others, which keeps nobody away from {RouteNames.Of(keys)}: whom the Lambda authorizer lets "
                + $"pass gets in {everywhere}.",
            new("statement", statement.Name),
            new("not denied", policy.Ask(others, routes[0].Target, AccessQuestion.NotDenied).Because)) with
        {
            SubKey = $"{statement.Sid ?? FormattableString.Invariant($"{statement.Index}")}/addresses",
        };
    }

    private static bool MatchesNothing(PolicyDocument document, PolicyStatement statement, ImmutableArray<DeployedRoute> routes)
    {
        var alone = Alone(document, statement);
        return routes.All(route => CallersOf(route).All(callers => Actions.All(action =>
            alone.Ask(callers, route.Target, AccessQuestion.Allowed, action).Verdict is Verdict.No)));
    }

    // A Lambda authorizer's Allow is enough where the policy says nothing: only a Deny keeps an address out
    // (How API Gateway resource policies affect authorization workflow).
    private static ImmutableArray<DeployedRoute> NotBinding(
        AccessPolicy policy, PolicyStatement statement, ImmutableArray<DeployedRoute> routes)
    {
        var alone = Alone(policy.Document, statement);
        return
        [
            .. routes.Where(route => route.Route.Authorization.ValueOr(AuthorizationKind.None) is AuthorizationKind.Custom
                && CallersOf(route)[^1] is var callers
                && alone.Ask(callers, route.Target) is { Verdict: Verdict.Yes } allowed
                && (IsPrivate(route)
                    ? alone.Ask(Foreign, route.Target) is { Verdict: Verdict.No }
                        && policy.Ask(Foreign, route.Target, AccessQuestion.NotDenied) is { Verdict: Verdict.Yes }
                    : policy.Ask(callers, route.Target, AccessQuestion.NotDenied) is { Verdict: Verdict.Yes } open
                        && IsLess(allowed, open))),
        ];
    }

    private static bool IsPrivate(DeployedRoute route) => route.Api.EndpointType.Value is EndpointType.Private;

    private static bool IsLess(AccessAnswer allowed, AccessAnswer open) =>
        (open.Addresses.IsAllOfIpv4 && !allowed.Addresses.IsAllOfIpv4) || (open.Addresses.IsAllOfIpv6 && !allowed.Addresses.IsAllOfIpv6);

    // Whether a statement matches is whether it would let somebody in, were it the only one and an Allow. That it expired, or that it
    // denies plain HTTP, which API Gateway does not even listen to, is no mistake: neither the time nor that is asked about.
    private static AccessPolicy Alone(PolicyDocument document, PolicyStatement statement) => new(document with
    {
        Statements =
        [
            statement with
            {
                Effect = PolicyEffect.Allow,
                Conditions = statement.Conditions.RemoveAll(condition => string.Equals(
                    condition.Key, "aws:SecureTransport", StringComparison.OrdinalIgnoreCase)),
            },
        ],
    });

    // Who signs matters only where a signature is asked for.
    private static ImmutableArray<CallerClass> CallersOf(DeployedRoute route)
    {
        var network = IsPrivate(route) ? CallerNetwork.AnyEndpoint : CallerNetwork.Internet;
        var anonymous = new CallerClass(CallerIdentity.Anonymous, network);
        return route.Route.Authorization.Value is AuthorizationKind.AwsIam
            ? [new(CallerIdentity.AnyAwsPrincipal, network), anonymous]
            : [anonymous];
    }

    private static string Capitalized(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
