using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Transport;

/// <summary>Flags mappings of domain names that lead nowhere.</summary>
public sealed class DeadDomainMapping() : Rule<DomainSubject>(new()
{
    Id = "AGW2013",
    Name = "dead-domain-mapping",
    Title = "The domain name's mapping leads nowhere",
    Category = Category.Transport,
    Severity = Severity.Low,
    Needs = Needs.Domains,
    SeverityFollowsExposure = false,
    Frameworks = ["API9:2023"],
    WrittenAs = "mapping:RestApiId|mapping:ApiId|mapping:",
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(DomainSubject subject, RuleContext context)
    {
        var (scope, domain) = (subject.Scope, subject.Domain);
        Unknown? unknown = null;
        foreach (var mapping in domain.Mappings.Value.OrderBy(mapping => mapping.Key, StringComparer.Ordinal))
        {
            var why = WhyDead(scope, domain, mapping);
            unknown ??= why.Unknown;
            if (why.ValueOr(null) is { } reason)
            {
                yield return Flag(
                    subject,
                    $"{(mapping.Key.Length == 0 ? "The root" : $"Path {Quote.Of(mapping.Key)}")} of domain name {Quote.Of(domain.Name)} "
                        + $"leads nowhere: {reason}.",
                    new("apiId", mapping.ApiId),
                    new("stage", mapping.Stage ?? "named by callers")) with
                {
                    SubKey = mapping.Key,
                    FixValues = FixOf(mapping),
                };
            }
        }

        foreach (var rule in domain.RoutingRules.Value.OrderBy(rule => rule.Priority))
        {
            var why = WhyMissing(scope, rule.ApiId, rule.Stage);
            unknown ??= why.Unknown;
            if (why.ValueOr(null) is { } reason)
            {
                var paths = rule.BasePaths is [] ? "" : $" to {Quote.List(rule.BasePaths.Select(path => $"/{path.TrimStart('/')}"))}";
                yield return Flag(
                    subject,
                    FormattableString.Invariant($"The routing rule of priority {rule.Priority} of domain name {Quote.Of(domain.Name)} ")
                        + $"leads requests{paths} nowhere: {reason}.",
                    new("apiId", rule.ApiId),
                    new("stage", rule.Stage)) with
                {
                    SubKey = FormattableString.Invariant($"rule {rule.Priority}"),
                };
            }
        }

        if (unknown is not null)
        {
            throw new UnknownFactException(unknown);
        }
    }

    // The first interface goes by paths, the second by ids.
    private static ImmutableDictionary<string, string> FixOf(ApiMapping mapping) => mapping.Id is { } id
        ? ImmutableDictionary<string, string>.Empty.Add("apiMappingId", id)
        : ImmutableDictionary<string, string>.Empty.Add("basePath", mapping.Key.Length == 0 ? "(none)" : mapping.Key);

    private static Fact<string?> WhyDead(Scope scope, Domain domain, ApiMapping mapping)
    {
        if (!EndpointResolver.UsesMappings(domain))
        {
            return "the routing mode uses only routing rules, so this mapping is ignored";
        }

        return WhyMissing(scope, mapping.ApiId, mapping.Stage);
    }

    // Callers may name the stage where a mapping does not.
    private static Fact<string?> WhyMissing(Scope scope, string apiId, string? stageName)
    {
        if (scope.KnownApis.FirstOrDefault(api => api.Id == apiId) is not { } api)
        {
            // It may be one of the APIs that could not be listed.
            return (scope.RestApis.Unknown ?? scope.HttpAndWebSocketApis.Unknown ?? scope.MoreRestApis ?? scope.MoreHttpAndWebSocketApis) is { } unlisted
                ? unlisted
                : $"there is no API {Quote.Of(apiId)}";
        }

        return api.Stages.Select(stages => stageName is null || stages.Any(stage => stage.Name == stageName)
            ? null
            : $"API {Quote.Of(api.Name)} has no stage {Quote.Of(stageName)}");
    }
}
