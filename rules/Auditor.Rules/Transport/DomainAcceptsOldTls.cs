using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Transport;

/// <summary>Flags custom domain names that accept TLS 1.0 and 1.1, or have another policy than a house requires.</summary>
public sealed class DomainAcceptsOldTls() : Rule<DomainSubject>(new()
{
    Id = "AGW2004",
    Name = "domain-accepts-old-tls",
    Title = "The domain name's TLS policy is too weak",
    Category = Category.Transport,
    Severity = Severity.High,
    Needs = Needs.Domains,
    Frameworks = ["CWE-326", "API8:2023", "APIGateway.11"],
    RecordedAs = ["securityPolicy"],
    MendedBy = "SecurityPolicy=TLS_1_2",
    WrittenAs = "domain:SecurityPolicy|domain:DomainNameConfigurations[].SecurityPolicy",
    Options = [Required],
})
{
    private const string Legacy = "TLS_1_2";

    /// <summary>The policies that domain names may have.</summary>
    public static RuleOption<ImmutableArray<string>> Required { get; } = RequiredTlsPolicies.Option("domain names");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(DomainSubject subject, RuleContext context)
    {
        var domain = subject.Domain;
        var required = context.Setting(Info, Required);
        switch (domain.SecurityPolicy)
        {
            case { } policy when required.Contains(policy, StringComparer.Ordinal):
                break;

            // Calls through a custom domain name are negotiated by the API's policy where the two differ (Security policies).
            case "TLS_1_0" when RefusedByAll(subject) is [_, ..] apis:
                yield return Flag(
                    subject,
                    $"Domain name {Quote.Of(domain.Name)} accepts TLS 1.0 and 1.1 by its own policy. The policies of the APIs behind it do "
                        + "not, and they decide as long as it leads to no other API.",
                    [
                        new("securityPolicy", "TLS_1_0"),
                        .. apis.Select(api => new Evidence($"securityPolicy of API {Quote.Of(api.Name)}", api.SecurityPolicy ?? "")),
                    ]) with
                {
                    Severity = Severity.Low,
                    SeverityIsFixed = true,
                };
                break;

            case "TLS_1_0":
                yield return Flag(
                    subject,
                    $"Domain name {Quote.Of(domain.Name)} accepts TLS 1.0 and 1.1, so someone between a caller and API Gateway can "
                        + $"attack the old protocol to read or change requests.",
                    new Evidence("securityPolicy", "TLS_1_0"));
                break;

            // Where it could have no other, nobody can do what is required.
            case Legacy when required is not [] && CanHaveNoOther(subject):
                break;

            // Whatever a policy is that this version does not know, it is none of those that are required.
            case { } policy when required is not []:
                yield return Flag(
                    subject,
                    $"Domain name {Quote.Of(domain.Name)} {RequiredTlsPolicies.Complaint(policy, required)}",
                    new("securityPolicy", policy),
                    RequiredTlsPolicies.Evidence(required)) with
                {
                    Severity = Severity.Medium,
                };
                break;

            // Every policy with the long names starts at TLS 1.2.
            case Legacy:
            case { } policy when TlsPolicy.IsEnhanced(policy):
                break;

            // API Gateway fixes private domain names at TLS 1.2.
            case null when domain.EndpointType.Value is EndpointType.Private:
                break;

            case null:
                throw new UnknownFactException(new("API Gateway's answer names no security policy for this domain name."));

            default:
                throw new UnknownFactException(new(
                    $"Security policy {Quote.Of(domain.SecurityPolicy)} is not one that this version knows."));
        }
    }

    // The APIs behind a name, where each is known to refuse what the name accepts; none else.
    private static ImmutableArray<Api> RefusedByAll(DomainSubject subject)
    {
        var (domain, scope) = (subject.Domain, subject.Scope);
        if (!domain.Mappings.IsKnown || !domain.RoutingRules.IsKnown || !scope.RestApis.IsKnown)
        {
            return [];
        }

        ImmutableArray<string> ids =
        [
            .. domain.Mappings.Value.Select(mapping => mapping.ApiId).Concat(domain.RoutingRules.Value.Select(rule => rule.ApiId))
                .Distinct(StringComparer.Ordinal),
        ];
        ImmutableArray<Api> apis =
        [
            .. scope.RestApis.Value.Where(api => ids.Contains(api.Id, StringComparer.Ordinal)
                && api.SecurityPolicy is { } name
                && TlsPolicy.Of(name) is { IsKnown: true, Value.AcceptsOldVersions: false }),
        ];
        return apis.Length == ids.Length ? apis : [];
    }

    // API Gateway fixes private domain names at TLS 1.2, and takes no policy with a long name where there is mutual TLS or an HTTP API.
    private static bool CanHaveNoOther(DomainSubject subject)
    {
        var domain = subject.Domain;
        if (domain.MutualTls is not null || domain.EndpointType.Value is EndpointType.Private)
        {
            return true;
        }

        var served = domain.Mappings.Value.Select(mapping => mapping.ApiId).ToImmutableHashSet(StringComparer.Ordinal);
        return served is not { Count: 0 }
            && subject.Scope.HttpAndWebSocketApis.Value.Any(api => api.Kind is ApiKind.Http && served.Contains(api.Id));
    }
}
