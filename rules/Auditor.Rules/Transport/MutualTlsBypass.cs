using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Transport;

/// <summary>Flags domain names whose demand for a client certificate can be walked around.</summary>
public sealed class MutualTlsBypass() : Rule<DomainSubject>(new()
{
    Id = "AGW2003",
    Name = "mutual-tls-bypass",
    Title = "Mutual TLS can be walked around",
    Category = Category.Transport,
    Severity = Severity.High,
    Needs = Needs.Exposure,
    AppliesTo = [ApiKind.Rest, ApiKind.Http],
    Frameworks = ["CWE-288", "API2:2023", "API8:2023"],
    RecordedAs = ["mutualTlsAuthentication"],
    MendedBy = "DisableExecuteApiEndpoint=true",
    WrittenAs = "api:DisableExecuteApiEndpoint|api:",
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(DomainSubject subject, RuleContext context)
    {
        var (scope, domain) = (subject.Scope, subject.Domain);
        if (domain.MutualTls is null)
        {
            yield break;
        }

        Unknown? unknown = null;
        foreach (var id in TargetsOf(domain).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (scope.KnownApis.FirstOrDefault(api => api.Id == id) is not { } api)
            {
                // An API that is gone answers nobody; one that could not be listed may answer everybody.
                unknown ??= scope.RestApis.Unknown
                    ?? scope.HttpAndWebSocketApis.Unknown
                    ?? scope.MoreRestApis
                    ?? scope.MoreHttpAndWebSocketApis;
                continue;
            }

            var around = WayAround(scope, domain, api, context);
            unknown ??= around.Unknown;
            if (around.ValueOr(null) is { Endpoint: var way } passage)
            {
                var remedy = way.Domain is null ? DefaultEndpointRemedy.Of(scope, api) : null;
                yield return Flag(
                    subject,
                    $"Domain name {Quote.Of(domain.Name)} asks callers for a client certificate, but API {Quote.Of(api.Name)} behind it "
                        + $"also answers at {Quote.Of(way.Url)} without one, so whoever calls there needs none.{remedy?.Sentence}",
                    new("mutualTlsAuthentication", domain.MutualTls.TruststoreUri ?? "on"),
                    new("way around", way.Url)) with
                {
                    SubKey = api.Id,
                    NeedsCare = remedy is { NeedsCare: true },
                    // Where its own endpoint is the way around that is switched off; another name has to ask for certificates as well.
                    FixValues = remedy?.FixValues(api)
                        ?? ImmutableDictionary<string, string>.Empty.Add("aroundDomain", way.Domain?.Name ?? ""),
                    // The domain name is on the internet; what gets around it may not be.
                    Severity = passage.Audience is Audience.Internet ? Info.Severity : Severity.Medium,
                };
            }
        }

        if (unknown is not null)
        {
            throw new UnknownFactException(unknown);
        }
    }

    private static IEnumerable<string> TargetsOf(Domain domain) =>
        [.. domain.Mappings.Value.Select(mapping => mapping.ApiId), .. domain.RoutingRules.Value.Select(rule => rule.ApiId)];

    // Requests that get into a stage that the domain name leads to, without a certificate.
    private static Fact<Passage?> WayAround(Scope scope, Domain domain, Api api, RuleContext context)
    {
        var unknown = api.Stages.Unknown;
        foreach (var stage in api.Stages.ValueOr([]))
        {
            // Other names that could not be read do not hide the API's own endpoint.
            var only = scope with { Domains = System.Collections.Immutable.ImmutableArray.Create(domain) };
            if (EndpointResolver.CustomDomains(only, api, stage).Value is [])
            {
                continue;
            }

            var around = AnsweringEndpoint.Of(
                context, (scope, api, stage), endpoint => !endpoint.RequiresClientCertificate && !endpoint.IsPrivate);
            if (around.ValueOr(null) is not null)
            {
                return around;
            }

            unknown ??= around.Unknown;
        }

        return unknown is null ? (Passage?)null : unknown;
    }
}
