using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Authorization;

/// <summary>Flags Lambda authorizers whose function is not there any more.</summary>
public sealed class AuthorizerFunctionGone() : Rule<AuthorizerSubject>(new()
{
    Id = "AGW1017",
    Name = "authorizer-function-gone",
    Title = "The function that decides who gets in is gone",
    Category = Category.Authorization,
    Severity = Severity.High,
    Needs = Needs.Exposure | Needs.Authorizers | Needs.Functions,
    Frameworks = ["CWE-287", "API2:2023"],
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(AuthorizerSubject subject, RuleContext context)
    {
        var (scope, api, authorizer) = (subject.Scope, subject.Api, subject.Authorizer);
        if (authorizer is not { Type: AuthorizerType.Request or AuthorizerType.Token, Uri: { } uri })
        {
            yield break;
        }

        // What no route asks lets nobody in: unused-authorizer says so. The same address may name one function for each stage.
        var (routes, more) = AuthorizerUse.RoutesOf(subject, context.Exposure);
        var unknown = more;
        var seen = new HashSet<CalledFunction>();
        foreach (var route in routes)
        {
            var address = StageVariables.FillIn(uri, route);
            unknown ??= address.Unknown;
            if (address.ValueOr(null) is not { } filled || CalledFunction.In(filled) is not { } called || !seen.Add(called))
            {
                continue;
            }

            var exists = called.ExistsIn(scope);
            unknown ??= exists.Unknown;
            if (exists.ValueOr(true))
            {
                continue;
            }

            ImmutableArray<DeployedRoute> asking = [.. routes.Where(other => StageVariables.FillIn(uri, other).ValueOr(null) is { } theirs && CalledFunction.In(theirs) == called)];
            ImmutableArray<string> guarded = [.. asking.Select(other => other.Route.Key).Distinct(StringComparer.Ordinal)];
            yield return Flag(
                subject,
                $"Authorizer {Quote.Of(authorizer.Name)} of API {Quote.Of(api.Name)} asks Lambda function {Quote.Of(called.Name)} who "
                    + $"may call {RouteNames.Of(guarded)}, "
                + "and there is no such function, version or alias: every call fails, and whoever may make one of that name decides who "
                    + "gets in.",
                new("authorizerUri", filled),
                new("function", "not found")) with
            {
                SubKey = called.Name,
                Named = NamedThings.Routes(asking),
            };
        }

        if (unknown is not null)
        {
            throw new UnknownFactException(unknown);
        }
    }
}
