using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Protection;

/// <summary>Flags HTTP and WebSocket APIs that can be called past whatever filters requests in front of them.</summary>
public sealed class ApiWithoutEdgeProtection() : Rule<ApiSubject>(new()
{
    Id = "AGW4007",
    Name = "api-without-edge-protection",
    Title = "Nothing can filter requests to this API",
    Category = Category.Protection,
    Severity = Severity.Low,
    Needs = Needs.Exposure,
    // A web ACL can be attached to a REST stage (AGW4001); to these it cannot.
    AppliesTo = [ApiKind.Http, ApiKind.WebSocket],
    Frameworks = ["CWE-693", "API8:2023"],
    RecordedAs = ["disableExecuteApiEndpoint"],
    WrittenAs = "api:DisableExecuteApiEndpoint",
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context)
    {
        var (scope, api) = (subject.Scope, subject.Api);

        if (api.Stages.Value is [])
        {
            yield break;
        }

        if (context.Exposure.AudienceOf(scope, api).Value is not Audience.Internet)
        {
            yield break;
        }

        // A web ACL of CloudFront in front does nothing while callers can go around it, by the API's own name or by a regional domain
        // name's.
        var ways = WaysAround(subject);
        if (ways.Names is not [var first, ..])
        {
            if (ways.Unknown is { } unknown)
            {
                throw new UnknownFactException(unknown);
            }

            yield break;
        }

        var kind = api.Kind is ApiKind.WebSocket ? "WebSocket" : "HTTP";
        yield return Flag(
            subject,
            $"{kind} API {Quote.Of(api.Name)} answers the internet at {Quote.Of(first.Url)}, where AWS WAF cannot look: a web ACL on a "
                + $"CloudFront distribution in front of it is walked around.",
            [.. ways.Names.Select(way => new Evidence(way.Domain is null ? "execute-api endpoint" : "custom domain name", way.Url))])
            with
        {
            // One that is switched off already needs no command for that; where it is the only name, switching it off takes the API away
            // from everybody.
            FixValues = first.Domain is null ? DefaultEndpointRemedy.Of(scope, api).FixValues(api) : [],
        };
    }

    // Who needs a client certificate for a name does not get around anything by it.
    private static (ImmutableArray<Endpoint> Names, Unknown? Unknown) WaysAround(ApiSubject subject)
    {
        var names = new List<Endpoint>();
        Unknown? unknown = null;
        foreach (var stage in subject.Api.Stages.Value)
        {
            var own = EndpointResolver.DefaultEndpoint(subject.Scope, subject.Api, stage);
            var domains = EndpointResolver.CustomDomains(subject.Scope, subject.Api, stage);
            unknown ??= own.Unknown ?? domains.Unknown;
            names.AddRange(domains.ValueOr([])
                .Append(own.ValueOr(null))
                .OfType<Endpoint>()
                // What is in front of a name that the template does not describe is not known.
                .Where(way => way is { IsPrivate: false, RequiresClientCertificate: false, Domain: null or { NotInTemplate: null } }));
        }

        return ([.. names.OrderBy(way => way.Domain is null ? 0 : 1).ThenBy(way => way.Url, StringComparer.Ordinal).DistinctBy(way => way.Url, StringComparer.Ordinal)], unknown);
    }
}
