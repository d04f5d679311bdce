using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Policies;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Policies;

/// <summary>Flags Lambda functions that any route of an API may call, or an API that is gone.</summary>
public sealed class LambdaPermissionTooWide() : Rule<FunctionSubject>(new()
{
    Id = "AGW5013",
    Name = "lambda-permission-too-wide",
    Title = "Any route of an API may call this function, or an API that is gone",
    Category = Category.Policies,
    Severity = Severity.Low,
    Needs = Needs.FunctionPolicies | Needs.Routes,
    SeverityFollowsExposure = false,
    Frameworks = ["CWE-732", "API8:2023"],
    WrittenAs = "permission:",
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(FunctionSubject subject, RuleContext context)
    {
        if (FunctionCalls.Of(subject).Value is not { } calls)
        {
            yield break;
        }

        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var statement in calls.ForApiGateway)
        {
            // What two statements let in is let in once, and by the first of them.
            foreach (var source in Sources(statement).Where(source => !said.Contains(source)))
            {
                if (Fault(subject, source, call => calls.IsAllowed(statement, call), context) is { } fault)
                {
                    said.Add(source);
                    yield return Flag(
                        subject,
                        $"Function {Quote.Of(subject.Identity.Arn)} lets {fault} ({PolicyFinding.Name(statement)}).",
                        new Evidence("statement", statement.Name),
                        new Evidence("source", source)) with
                    {
                        SubKey = source,
                        FixValues = PolicyFinding.FixOf(statement),
                    };
                }
            }
        }
    }

    private static IEnumerable<string> Sources(PolicyStatement statement) => statement.Conditions
        .Where(condition => string.Equals(condition.Key, "aws:SourceArn", StringComparison.OrdinalIgnoreCase))
        .SelectMany(condition => condition.Values)
        .Where(value => value.IsResolved)
        .Select(value => value.Text)
        .Distinct(StringComparer.Ordinal);

    // Where not even an API is named, it is lambda-permission-without-source or one's own account. What lets no call in lets nobody in.
    private static string? Fault(FunctionSubject subject, string source, Func<string, bool> isAllowed, RuleContext context)
    {
        if (source.Split(':', 6) is not [_, _, "execute-api", var region, var account, var target]
            || target.Split('/') is not [var id, ..]
            || !IsLiteral(id))
        {
            return null;
        }

        var scope = subject.Scope;
        if (region == scope.Region && account == scope.Account && scope.KnownApis.All(api => api.Id != id))
        {
            ThrowIfIncomplete(scope);
            return LambdaSource.Call(source) is { } call && isAllowed(call)
                ? $"API {Quote.Of(id)} call it, which there is no more: nothing uses that"
                : null;
        }

        return LambdaSource.AnyRoute(
            scope.Partition,
            IsLiteral(region) ? region : scope.Region,
            IsLiteral(account) || account.Length == 0 ? account : scope.Account,
            id)
            .All(isAllowed)
            && account.Length > 0
            && !IsBehindCatchAll(subject, id, context)
            ? $"every route of API {Quote.Of(id)} call it: one that is added by mistake, or by somebody who may only change the API, "
                + $"reaches it too"
            : null;
    }

    // That everything may call it is right where everything does.
    private static bool IsBehindCatchAll(FunctionSubject subject, string id, RuleContext context) => subject.Scope.KnownApis
        .Where(api => api.Id == id)
        .SelectMany(api => api.Stages.Value.SelectMany(stage => context.Exposure.RoutesOf(subject.Scope, api, stage).Value))
        .Select(route => route.Route)
        .Any(route =>
            (route.Key == "$default" || (route.Method is "ANY" && route.Path?.EndsWith("+}", StringComparison.Ordinal) is true))
            && route.Integration.Value?.Uri is { } uri
            && subject.Function.IsNamedBy(uri));

    private static void ThrowIfIncomplete(Scope scope)
    {
        if ((scope.RestApis.Unknown ?? scope.HttpAndWebSocketApis.Unknown ?? scope.MoreRestApis ?? scope.MoreHttpAndWebSocketApis) is { } unknown)
        {
            throw new UnknownFactException(unknown);
        }
    }

    private static bool IsLiteral(string part) =>
        part.Length > 0 && !part.Contains('*', StringComparison.Ordinal) && !part.Contains('?', StringComparison.Ordinal);
}
