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

/// <summary>Flags Lambda functions behind APIs that also answer under an address of their own.</summary>
public sealed class LambdaUrlBypassesApi() : Rule<FunctionSubject>(new()
{
    Id = "AGW5017",
    Name = "lambda-url-bypasses-api",
    Title = "A function URL leads past the API",
    Category = Category.Policies,
    Severity = Severity.High,
    Needs = Needs.Routes | Needs.Functions | Needs.FunctionPolicies,
    SeverityFollowsExposure = false,
    Frameworks = ["CWE-288", "API8:2023"],
    WrittenAs = "url:AuthType|url:",
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(FunctionSubject subject, RuleContext context)
    {
        var (scope, function) = (subject.Scope, subject.Function);
        // A function of which an alias is called too is listed twice, with the same addresses.
        if (!ReferenceEquals(scope.Functions.First(same => same.Arn == function.Arn), function)
            || function.Urls.Value is not { Length: > 0 } urls)
        {
            yield break;
        }

        var callers = Callers(function, scope, context);
        // Who calls an authorizer past the API learns what it would say, and gets nothing from behind the API.
        if (callers is [] && IsAuthorizer(function, scope))
        {
            yield break;
        }

        foreach (var url in urls.DistinctBy(url => url.Qualifier).OrderBy(url => url.Qualifier, StringComparer.Ordinal))
        {
            var policy = PolicyOf(function, url, scope);
            var opening = policy?.Value is { } document ? FunctionUrlPolicy.Of(document, url.AuthType) : FunctionUrlOpening.None;
            if (policy is not null ? opening is FunctionUrlOpening.None : url.AuthType is not "NONE")
            {
                continue;
            }

            var name = url.Qualifier is null ? function.Arn : $"{function.Arn}:{url.Qualifier}";
            var behind = callers is [] ? "an API" : $"{(callers.Length == 1 ? "API" : "APIs")} {Quote.List(callers)}";
            ImmutableArray<Evidence> evidence =
            [
                new("function URL", name),
                new("AuthType", url.AuthType),
                new("policy", Told(policy is not null, opening)),
            ];
            yield return url.AuthType is "NONE"
                ? Flag(
                    subject,
                    $"Lambda function {Quote.Of(name)} behind {behind} also answers anyone under an address of its own: whoever finds "
                        + $"the address walks around every check and limit of the API.",
                    evidence.AsSpan()) with
                {
                    SubKey = url.Qualifier ?? "",
                    FixValues = FixOf(function, url),
                    Named = [NamedThings.Of("API", callers)],
                    Confidence = policy is null ? Confidence.Medium : Sure(opening),
                }
                : Flag(
                    subject,
                    $"Lambda function {Quote.Of(name)} behind {behind} also answers every AWS principal under an address of its own: "
                        + $"whoever has an AWS account and finds the address walks around every check and limit of the API.",
                    evidence.AsSpan()) with
                {
                    SubKey = url.Qualifier ?? "",
                    FixValues = FixOf(function, url),
                    Named = [NamedThings.Of("API", callers)],
                    Severity = Severity.Low,
                    Confidence = Sure(opening),
                };
        }
    }

    private static ImmutableDictionary<string, string> FixOf(Function function, FunctionUrl url) =>
        ImmutableDictionary<string, string>.Empty.Add(
            url.Qualifier is null ? "urlFunction" : "urlQualifier", url.Qualifier ?? function.Arn);

    // Accounts that had function URLs before October 2025 needed the one permission only, for a while.
    private static Confidence Sure(FunctionUrlOpening opening) => opening is FunctionUrlOpening.Both ? Confidence.High : Confidence.Low;

    private static string Told(bool isRead, FunctionUrlOpening opening) => !isRead ? "not read"
        : opening is FunctionUrlOpening.Both ? "lets everyone call the function URL and, through it, the function"
        : "lets everyone call the function URL, but not the function, which takes both since October 2025";

    // Null where nobody asked for the policy of the alias: no route names it.
    private static Fact<PolicyDocument?>? PolicyOf(Function function, FunctionUrl url, Scope scope) =>
        scope.Functions.FirstOrDefault(same => same.Arn == function.Arn && same.Qualifier == url.Qualifier) is { } asked
            ? Parse(asked)
            : (Fact<PolicyDocument?>?)null;

    private static Fact<PolicyDocument?> Parse(Function function)
    {
        if (function.Policy.Unknown is { } unknown)
        {
            return unknown;
        }

        return function.Policy.Value is { } text
            ? PolicyDocument.Read(text, $"The policy of function {Quote.Of(function.Arn)}").Select(document => (PolicyDocument?)document)
            : (PolicyDocument?)null;
    }

    private static ImmutableArray<string> Callers(Function function, Scope scope, RuleContext context) =>
    [
        .. scope.KnownApis
            .Where(api => api.Stages.ValueOr([])
                .Any(stage => context.Exposure.RoutesOf(scope, api, stage).ValueOr([]).Any(route => Calls(route, function))))
            .Select(api => api.Name)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    private static bool Calls(DeployedRoute route, Function function) =>
        route.Route.Integration.ValueOr(null)?.Uri is { } uri
        && StageVariables.FillIn(uri, route).ValueOr(null) is { } filled
        && CalledFunction.In(filled)?.Arn == function.Arn;

    private static bool IsAuthorizer(Function function, Scope scope) =>
        scope.KnownApis.SelectMany(api => api.Authorizers.ValueOr([]))
            .Any(authorizer => authorizer.Uri is { } uri && CalledFunction.In(uri)?.Arn == function.Arn);
}
