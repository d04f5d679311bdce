using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Rules.Transport;

/// <summary>Flags REST APIs that negotiate TLS 1.0, or less than their domain names promise.</summary>
public sealed class EndpointAcceptsOldTls() : Rule<ApiSubject>(new()
{
    Id = "AGW2005",
    Name = "endpoint-accepts-old-tls",
    Title = "The API's own TLS policy is too weak",
    Category = Category.Transport,
    Severity = Severity.Medium,
    Needs = Needs.Exposure,
    // HTTP and WebSocket APIs are fixed at TLS 1.2.
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["CWE-326", "API8:2023"],
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context)
    {
        var api = subject.Api;
        if (api.Stages.Value is [])
        {
            yield break;
        }

        var domains = DomainsOf(subject);
        if (api.DisableExecuteApiEndpoint && domains.Value is [])
        {
            yield break;
        }

        if (api.SecurityPolicy is null)
        {
            // What API Gateway gives every private API.
            if (api.EndpointType.Value is EndpointType.Private)
            {
                yield break;
            }

            // New regional and edge APIs get TLS_1_0, and they are not the only ones that may have it.
            throw new UnknownFactException(new("API Gateway's answer names no security policy for this API."));
        }

        var own = TlsPolicy.Of(api.SecurityPolicy).Value;
        if (own.AcceptsOldVersions)
        {
            yield return Flag(
                subject,
                $"{(api.DisableExecuteApiEndpoint ? "API" : "The execute-api endpoint of API")} {Quote.Of(api.Name)} accepts TLS 1.0 and 1.1, so someone between a caller and API Gateway can attack the old protocol to read or change requests.{AlsoAt(domains)}",
                [new("securityPolicy", own.Name), .. domains.ValueOr([]).Select(Describe)]);
            yield break;
        }

        if (domains.Value.FirstOrDefault(domain => domain.SecurityPolicy is { } theirs && own.IsWeakerThan(TlsPolicy.Of(theirs).Value)) is { } promised)
        {
            yield return Flag(
                subject,
                $"API {Quote.Of(api.Name)} negotiates TLS by its own policy {Quote.Of(own.Name)}, which accepts what {Quote.Of(promised.SecurityPolicy ?? "")} of domain name {Quote.Of(promised.Name)} refuses, so callers of that name get less than it promises.",
                [new("securityPolicy", own.Name), .. domains.Value.Select(Describe)]);
        }
    }

    // API Gateway negotiates by the API's policy where it differs from the domain name's.
    private static string AlsoAt(Fact<ImmutableArray<Domain>> domains) => domains.ValueOr([]) is [var first, ..]
        ? $" Domain name {Quote.Of(first.Name)} leads to it, and API Gateway negotiates by the API's policy there too."
        : "";

    private static Evidence Describe(Domain domain) => new("custom domain name", $"{domain.Name}: {domain.SecurityPolicy ?? "no policy named"}");

    private static Fact<ImmutableArray<Domain>> DomainsOf(ApiSubject subject)
    {
        var domains = new List<Domain>();
        foreach (var stage in subject.Api.Stages.Value)
        {
            var ways = WaysIn.CustomDomains(subject.Scope, subject.Api, stage);
            if (ways.Unknown is { } unknown)
            {
                return unknown;
            }

            domains.AddRange(ways.Value.Where(way => !way.IsPrivate).Select(way => way.Domain).OfType<Domain>());
        }

        return domains.DistinctBy(domain => domain.Name, StringComparer.Ordinal).OrderBy(domain => domain.Name, StringComparer.Ordinal).ToImmutableArray();
    }
}
