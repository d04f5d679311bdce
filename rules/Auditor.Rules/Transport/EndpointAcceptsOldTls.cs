using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Transport;

/// <summary>
/// Flags REST APIs that negotiate TLS 1.0, less than their domain names promise, or by another policy than a house requires.
/// </summary>
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
    Options = [Required],
    RecordedAs = ["securityPolicy"],
    WrittenAs = "api:SecurityPolicy",
})
{
    /// <summary>The policies that REST APIs may have.</summary>
    public static RuleOption<ImmutableArray<string>> Required { get; } = RequiredTlsPolicies.Option("REST APIs");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context)
    {
        var api = subject.Api;
        if (api.Stages.Value is [])
        {
            yield break;
        }

        var domains = PublicDomains.Of(subject);
        if (DefaultEndpointSwitch.IsOffEverywhere(api).Value && domains.Value is [])
        {
            yield break;
        }

        var required = context.Setting(Info, Required);
        var name = api.SecurityPolicy ?? Unnamed(api, required);
        if (name is null)
        {
            yield break;
        }

        var isRequired = required.Contains(name, StringComparer.Ordinal);
        var policy = TlsPolicy.Of(name);

        // Whatever a policy is that this version does not know, it is none of those that are required.
        if (required is not [] && !isRequired && !policy.Select(known => known.AcceptsOldVersions).ValueOr(false))
        {
            yield return Flag(
                subject,
                $"{Of(api)} {RequiredTlsPolicies.Complaint(name, required)}{AlsoAt(domains)}",
                [new("securityPolicy", name), RequiredTlsPolicies.Evidence(required), .. domains.ValueOr([]).Select(Describe)]) with
            {
                FixValues = FixOf(subject),
            };
            yield break;
        }

        var own = policy.Value;
        if (own.AcceptsOldVersions && !isRequired)
        {
            yield return Flag(
                subject,
                $"{Of(api)} accepts TLS 1.0 and 1.1, so someone between a caller and API Gateway can attack the old protocol to read or "
                    + $"change requests.{AlsoAt(domains)}",
                [new("securityPolicy", own.Name), .. domains.ValueOr([]).Select(Describe)]) with
            {
                FixValues = FixOf(subject),
            };
            yield break;
        }

        if (domains.Value.FirstOrDefault(domain => domain.SecurityPolicy is { } theirs
            && own.IsWeakerThan(TlsPolicy.Of(theirs).Value)) is { } promised)
        {
            yield return Flag(
                subject,
                $"API {Quote.Of(api.Name)} negotiates TLS by its own policy {Quote.Of(own.Name)}, which accepts what "
                    + $"{Quote.Of(promised.SecurityPolicy ?? "")} of domain name {Quote.Of(promised.Name)} refuses, so callers of that "
                        + $"name get less than it promises.",
                [new("securityPolicy", own.Name), .. domains.Value.Select(Describe)]) with
            {
                FixValues = FixOf(subject),
            };
        }
    }

    // What regional and edge-optimized APIs may have differs. AWS GovCloud (US) offers none of the longer names, and no API can go from
    // TLS_1_0 to TLS_1_2: no command mends it there.
    private static ImmutableDictionary<string, string> FixOf(ApiSubject subject) => (subject.Scope.Partition, subject.Api.EndpointType) switch
    {
        ("aws-us-gov", _) => [],
        (_, { IsKnown: true, Value: EndpointType.Edge }) =>
            ImmutableDictionary<string, string>.Empty.Add("tlsPolicy", "SecurityPolicy_TLS12_PFS_2025_EDGE"),
        _ => ImmutableDictionary<string, string>.Empty.Add("tlsPolicy", "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09"),
    };

    // A private API has TLS_1_2, which API Gateway gives it, and that is a matter of what is required only.
    private static string? Unnamed(Api api, ImmutableArray<string> required) => api.EndpointType.Value switch
    {
        EndpointType.Private => required is [] ? null : "TLS_1_2",
        // New regional and edge APIs get TLS_1_0, and they are not the only ones that may have it.
        _ => throw new UnknownFactException(new("API Gateway's answer names no security policy for this API.")),
    };

    private static string Of(Api api) =>
        $"{(api.DisableExecuteApiEndpoint ? "API" : "The execute-api endpoint of API")} {Quote.Of(api.Name)}";

    // API Gateway negotiates by the API's policy where it differs from the domain name's.
    private static string AlsoAt(Fact<ImmutableArray<Domain>> domains) => domains.ValueOr([]) is [var first, ..]
        ? $" {(first.NotInTemplate is null ? $"Domain name {Quote.Of(first.Name)}" : "A domain name that is not in the template")} "
            + $"leads to it, and API Gateway negotiates by the API's policy there too."
        : "";

    private static Evidence Describe(Domain domain) =>
        new("custom domain name", $"{domain.Name}: {domain.SecurityPolicy ?? "no policy named"}");
}
