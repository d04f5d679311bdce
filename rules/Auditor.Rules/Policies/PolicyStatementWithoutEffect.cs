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
})
{
    private static readonly ImmutableArray<string> Actions = ["execute-api:Invoke", "execute-api:InvalidateCache"];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context)
    {
        // What is not deployed has no requests yet. What is, may have been deployed with another policy than the next deployment will have,
        // and one policy is written for all stages, whichever of them serves it.
        var routes = subject.Api.Stages.Value.SelectMany(stage => context.Exposure.RoutesOf(subject.Scope, subject.Api, stage).Value).ToImmutableArray();
        return routes
            .DistinctBy(route => route.Api.ResourcePolicy, StringComparer.Ordinal)
            .SelectMany(route => context.Exposure.ResourcePolicyOf(route.Api).Value is { } policy ? Check(subject, policy, routes) : [])
            .DistinctBy(finding => finding.SubKey, StringComparer.Ordinal);
    }

    private IEnumerable<Finding> Check(ApiSubject subject, AccessPolicy policy, ImmutableArray<DeployedRoute> routes)
    {
        foreach (var statement in policy.Document.Statements)
        {
            var alone = Alone(policy.Document, statement);
            var answers = Actions.SelectMany(action => routes.SelectMany(route => CallersOf(route).Select(callers => alone.Ask(callers, route.Target, AccessQuestion.Allowed, action))));
            if (statement.Effect is not PolicyEffect.Unknown && answers.All(answer => answer.Verdict is Verdict.No))
            {
                var because = alone.Ask(CallersOf(routes[0])[0], routes[0].Target).Because;
                yield return Flag(
                    subject,
                    $"{Capitalized(PolicyFinding.Name(statement))} of the resource policy of API {Quote.Of(subject.Api.Name)} matches no request to any of its routes: what it was meant to {(statement.Effect is PolicyEffect.Allow ? "allow" : "deny")} does not happen.",
                    new Evidence("statement", statement.Name),
                    new Evidence("for example", because)) with
                {
                    SubKey = statement.Sid ?? FormattableString.Invariant($"{statement.Index}"),
                };
            }
        }
    }

    // Whether a statement matches is whether it would let somebody in, were it the only one and an Allow. That it expired, or that it
    // denies plain HTTP, which API Gateway does not even listen to, is no mistake: neither the time nor that is asked about.
    private static AccessPolicy Alone(PolicyDocument document, PolicyStatement statement) => new(document with
    {
        Statements =
        [
            statement with
            {
                Effect = PolicyEffect.Allow,
                Conditions = statement.Conditions.RemoveAll(condition => string.Equals(condition.Key, "aws:SecureTransport", StringComparison.OrdinalIgnoreCase)),
            },
        ],
    });

    // Who signs matters only where a signature is asked for.
    private static ImmutableArray<CallerClass> CallersOf(DeployedRoute route)
    {
        var network = route.Api.EndpointType.Value is EndpointType.Private ? CallerNetwork.AnyEndpoint : CallerNetwork.Internet;
        var anonymous = new CallerClass(CallerIdentity.Anonymous, network);
        return route.Route.Authorization.Value is AuthorizationKind.AwsIam ? [new(CallerIdentity.AnyAwsPrincipal, network), anonymous] : [anonymous];
    }

    private static string Capitalized(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
