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
/// Flags REST APIs and their domain names with a strong TLS policy that let requests in under a name other than the one they were encrypted
/// for.
/// </summary>
public sealed class WeakEndpointAccessMode() : Rule<ApiSubject>(new()
{
    Id = "AGW2014",
    Name = "weak-endpoint-access-mode",
    Title = "The API takes requests for other names and endpoints",
    Category = Category.Transport,
    Severity = Severity.Low,
    Needs = Needs.Domains,
    // HTTP and WebSocket APIs have no such mode.
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["CWE-346", "API8:2023"],
    WrittenAs = "api:EndpointAccessMode",
})
{
    private const string Harm = "takes requests whose Host header names something else than the name that the connection was made for, "
        + "which is how callers hide where they go from whatever filters by name";

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context)
    {
        var api = subject.Api;
        if (api.Stages.Value is [])
        {
            yield break;
        }

        var own = IsWeak(api.SecurityPolicy, api.EndpointAccessMode, "API");

        // Callers of a private API may have to name it in the Host header: the connection is made for their VPC endpoint.
        if (own.ValueOr(false) && api.EndpointType.Value is not EndpointType.Private)
        {
            yield return Flag(
                subject,
                $"API {Quote.Of(api.Name)} has a strong TLS policy but endpoint access mode BASIC, so it {Harm}.",
                new("securityPolicy", api.SecurityPolicy ?? ""),
                new("endpointAccessMode", "BASIC")) with
            {
                FixValues = ImmutableDictionary<string, string>.Empty.Add("ownAccessMode", "STRICT"),
            };
        }

        var domains = PublicDomains.Of(subject);
        var judged = domains.ValueOr([])
            .Select(domain => (Domain: domain, IsWeak: IsWeak(domain.SecurityPolicy, domain.EndpointAccessMode, "domain name")))
            .ToList();
        ImmutableArray<Domain> weak = [.. judged.Where(each => each.IsWeak.ValueOr(false)).Select(each => each.Domain)];
        if (weak is not [])
        {
            yield return Flag(
                subject,
                $"{(weak is [_] ? "Domain name" : "Domain names")} {Quote.List(weak.Select(domain => domain.Name))} of API "
                    + $"{Quote.Of(api.Name)} {(weak is [_] ? "has" : "have")} a strong TLS policy but endpoint access mode BASIC, so API "
                        + $"Gateway {Harm}.",
                [.. weak.Select(domain => new Evidence(domain.Name, $"{domain.SecurityPolicy}, endpointAccessMode BASIC"))]) with
            {
                SubKey = "domain names",
                Named = [NamedThings.Of("domain name", weak.Select(domain => domain.Name))],
            };
        }

        if ((own.Unknown ?? domains.Unknown ?? judged.Select(each => each.IsWeak.Unknown)
            .FirstOrDefault(unknown => unknown is not null)) is { } reason)
        {
            throw new UnknownFactException(reason);
        }
    }

    // The legacy policies have no access mode.
    private static Fact<bool> IsWeak(string? policy, string? mode, string thing) => TlsPolicy.IsEnhanced(policy)
        ? mode switch
        {
            "STRICT" => false,
            "BASIC" => true,
            null =>
                new Unknown($"API Gateway's answer names no endpoint access mode for this {thing}, though its security policy asks for "
                    + $"one."),
            _ => new Unknown($"Endpoint access mode {Quote.Of(mode)} is not one that this version knows."),
        }
        : false;
}
