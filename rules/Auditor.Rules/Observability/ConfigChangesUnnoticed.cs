using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Observability;

/// <summary>Flags Regions in which AWS Config records changes of APIs and nobody is told of them.</summary>
public sealed class ConfigChangesUnnoticed() : Rule<ScopeSubject>(new()
{
    Id = "AGW6009",
    Name = "config-changes-unnoticed",
    Title = "Changes of APIs are recorded and nobody is told",
    Category = Category.Observability,
    Severity = Severity.Low,
    Needs = Needs.ConfigRecording | Needs.ConfigRules,
    SeverityFollowsExposure = false,
    Frameworks = ["CWE-778", "API9:2023"],
})
{
    private const string RestTypes = "AWS::ApiGateway::";
    private const string V2Types = "AWS::ApiGatewayV2::";

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ScopeSubject subject, RuleContext context)
    {
        var scope = subject.Scope;
        var types = ConfigCoverage.TypesIn(scope);
        if (types is [])
        {
            yield break;
        }

        var recording = scope.ConfigRecording.Value;
        // What is not recorded at all is AGW6008's finding.
        if (recording.TopicArns is not [] || ConfigCoverage.Trouble(recording, types) is not null)
        {
            yield break;
        }

        var rules = recording.Rules.Value.Where(rule => rule.IsActive).ToList();
        var unwatched = new[] { (Types: RestTypes, Name: "REST APIs"), (Types: V2Types, Name: "HTTP and WebSocket APIs") }
            .Where(family => types.Any(type => type.StartsWith(family.Types, StringComparison.Ordinal))
                && !rules.Exists(rule => Covers(rule, family.Types)))
            .Select(family => family.Name)
            .ToList();
        if (unwatched.Count == 0)
        {
            // There may be APIs of the kind that could not be listed.
            var unread = (scope.RestApis.Unknown is { } rest && !rules.Exists(rule => Covers(rule, RestTypes)) ? rest : null)
                ?? (scope.HttpAndWebSocketApis.Unknown is { } v2 && !rules.Exists(rule => Covers(rule, V2Types)) ? v2 : null);
            if (unread is not null)
            {
                throw new UnknownFactException(unread);
            }

            yield break;
        }

        yield return Flag(
            subject,
            $"AWS Config in Region {Quote.Of(scope.Region)} of account {Quote.Of(scope.Account)} records changes of "
                + $"{string.Join(" and ", unwatched)}, and no Config rule looks at them and no topic is told: nobody hears from it of an "
                    + $"API that somebody opens.",
            new("delivery topic", "none"),
            new("active rules", rules.Count == 0 ? "none" : Quote.List(rules.Select(rule => rule.Name).Order(StringComparer.Ordinal).Take(10)))) with
        {
            Named = [NamedThings.Of("group", unwatched)],
        };
    }

    private static bool Covers(ConfigRule rule, string family)
    {
        if (rule.ResourceTypes is not [])
        {
            return rule.ResourceTypes.Any(type => type.StartsWith(family, StringComparison.Ordinal));
        }

        // AWS's own rules say by their identifier what they look at (aws-facts.md G); others without a scope are asked at every change.
        return !IsManaged(rule.SourceIdentifier) || (family is RestTypes
            ? StartsWith(rule, "API_GW_") || StartsWith(rule, "APIGATEWAY_")
            : StartsWith(rule, "API_GWV2_") || StartsWith(rule, "APIGATEWAYV2_") || rule.SourceIdentifier is "API_GW_EXECUTION_LOGGING_ENABLED");
    }

    private static bool StartsWith(ConfigRule rule, string prefix) =>
        rule.SourceIdentifier?.StartsWith(prefix, StringComparison.Ordinal) is true;

    private static bool IsManaged(string? identifier) =>
        identifier is { Length: > 0 }
            && identifier.All(character => char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character) || character is '_');
}
