using System.Text.Json.Nodes;
using Auditor.Aws.Reading;
using Auditor.Aws.Services.ApiGateway;
using Auditor.Aws.Services.ApiGatewayV2;
using Auditor.Aws.Transport;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Text;

namespace Auditor.Aws.Collection;

/// <summary>
/// Reads custom domain names through the first interface, which knows all of their settings, and their mappings through the second, which
/// knows all paths.
/// </summary>
internal sealed class DomainReader(RegionReader region)
{
    public async Task<Fact<ImmutableArray<Domain>>> ReadAsync(CancellationToken cancellationToken)
    {
        var listed = await region.Gaps.TryAsync(
            () => region.ListAsync(RestApiOperations.GetDomainNames, [], cancellationToken),
            region.Region,
            "Custom domain names: which APIs they lead to, their TLS settings, and whether an API is only reached through them.")
                .ConfigureAwait(false);
        if (listed.Unknown is { } reason)
        {
            return reason;
        }

        var domains = await Task.WhenAll(listed.Value.Where(domain => domain.Name is { Length: > 0 })
            .Select(domain => ReadAsync(domain, domain.Name ?? "", cancellationToken)))
            .ConfigureAwait(false);
        return ImmutableArray.CreateRange(domains.OrderBy(domain => domain.Name, StringComparer.Ordinal)
            .ThenBy(domain => domain.DomainNameId, StringComparer.Ordinal));
    }

    private async Task<Domain> ReadAsync(Services.ApiGateway.Wire.DomainName listed, string name, CancellationToken cancellationToken)
    {
        var endpointType = ApiGatewayValues.Endpoint(listed.EndpointConfiguration, RestApiOperations.GetDomainNames.Id);
        var isPrivate = endpointType.IsKnown && endpointType.Value is EndpointType.Private;
        var target = listed.DomainNameArn ?? region.Arn($"/domainnames/{name}");
        var domain = new Domain
        {
            Name = name,
            DomainNameId = listed.DomainNameId,
            EndpointType = endpointType,
            IpAddressType = listed.EndpointConfiguration?.IpAddressType,
            SecurityPolicy = listed.SecurityPolicy,
            EndpointAccessMode = listed.EndpointAccessMode,
            MutualTls = listed.MutualTlsAuthentication is { } tls && !string.IsNullOrEmpty(tls.TruststoreUri)
                ? new()
                {
                    TruststoreUri = tls.TruststoreUri,
                    TruststoreVersion = tls.TruststoreVersion,
                    TruststoreWarnings = AnswerTexts.Texts(tls.TruststoreWarnings),
                }
                : null,
            CertificateArn = listed.RegionalCertificateArn ?? listed.CertificateArn,
            Policy = AnswerTexts.Given(listed.Policy),
            RoutingMode = listed.RoutingMode,
            Status = listed.DomainNameStatus,
            Tags = AnswerTexts.Tags(listed.Tags),
            Mappings = !region.Needs(Needs.Domains)
                ? default
                : await region.Gaps.TryAsync(
                    () => MappingsAsync(name, isPrivate ? listed.DomainNameId : null, cancellationToken),
                    target,
                    $"Which APIs domain name {Quote.Of(name)} leads to.")
                    .ConfigureAwait(false),
        };
        return listed.RoutingMode?.StartsWith("ROUTING_RULE", StringComparison.Ordinal) is true && region.Needs(Needs.Domains)
            ? domain with { RoutingRules = await region.Gaps.TryAsync(() => RoutingRulesAsync(name, isPrivate ? listed.DomainNameId : null, cancellationToken), target, $"Where the routing rules of domain name {Quote.Of(name)} lead.").ConfigureAwait(false) }
            : domain;
    }

    private async Task<ImmutableArray<ApiMapping>> MappingsAsync(string name, string? privateId, CancellationToken cancellationToken)
    {
        if (privateId is not null)
        {
            return await BasePathsAsync(name, privateId, cancellationToken).ConfigureAwait(false);
        }

        ImmutableArray<ApiMapping> mappings;
        try
        {
            var listed = await region.ListAsync(HttpApiOperations.GetApiMappings, new() { ["domainName"] = name }, cancellationToken)
                .ConfigureAwait(false);
            mappings = Sorted(listed.Select(mapping => (mapping.ApiMappingId, mapping.ApiMappingKey, mapping.ApiId, mapping.Stage)));
        }
        catch (AwsCallException failure) when (failure.Failure is CallFailure.NotFound)
        {
            // The second interface does not know every domain name of the first.
            return await BasePathsAsync(name, null, cancellationToken).ConfigureAwait(false);
        }

        if (mappings is not [])
        {
            return mappings;
        }

        try
        {
            return await BasePathsAsync(name, null, cancellationToken).ConfigureAwait(false);
        }
        catch (AwsCallException failure)
        {
            // What the second interface said stands; whether the first knows more of a name that leads nowhere stays open.
            region.Gaps.Add(
                failure,
                region.Arn($"/domainnames/{name}"),
                $"Whether domain name {Quote.Of(name)} leads anywhere by base paths that only the first interface has.");
            return mappings;
        }
    }

    private async Task<ImmutableArray<ApiMapping>> BasePathsAsync(string name, string? privateId, CancellationToken cancellationToken)
    {
        var paths = await region.ListAsync(
            RestApiOperations.GetBasePathMappings, new() { ["domain_name"] = name, ["domainNameId"] = privateId }, cancellationToken)
            .ConfigureAwait(false);
        return Sorted(paths.Select(path => ((string?)null, path.BasePath is "(none)" ? "" : path.BasePath, path.RestApiId, path.Stage)));
    }

    private static ImmutableArray<ApiMapping> Sorted(IEnumerable<(string? Id, string? Key, string? ApiId, string? Stage)> mappings) =>
    [
        .. mappings.Where(mapping => mapping.ApiId is not null)
            .Select(mapping => new ApiMapping { Id = mapping.Id, Key = (mapping.Key ?? "").Trim('/'), ApiId = mapping.ApiId ?? "", Stage = string.IsNullOrEmpty(mapping.Stage) || mapping.Stage is "(none)" ? null : mapping.Stage })
            .OrderBy(mapping => mapping.Key, StringComparer.Ordinal)
            .ThenBy(mapping => mapping.ApiId, StringComparer.Ordinal),
    ];

    private async Task<ImmutableArray<RoutingRule>> RoutingRulesAsync(string name, string? privateId, CancellationToken cancellationToken)
    {
        var arguments = new JsonObject { ["domainName"] = name, ["domainNameId"] = privateId };
        var pages = await region.PagesAsync(HttpApiOperations.ListRoutingRules, arguments, cancellationToken)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. pages.SelectMany(page => page.Rules ?? []).OfType<Services.ApiGatewayV2.Wire.RoutingRule>()
                .SelectMany(rule => (rule.Actions ?? []).Select(action => action?.InvokeApi).OfType<Services.ApiGatewayV2.Wire.InvokeApi>().Select(invoked => new RoutingRule
                {
                    Priority = rule.Priority ?? int.MaxValue,
                    ApiId = invoked.ApiId ?? "",
                    Stage = invoked.Stage ?? "",
                    StripBasePath = invoked.StripBasePath ?? false,
                    BasePaths = [.. (rule.Conditions ?? []).SelectMany(condition => AnswerTexts.Texts(condition?.MatchBasePaths?.AnyOf)).Order(StringComparer.Ordinal)],
                    MatchesHeaders = (rule.Conditions ?? []).Any(condition => condition?.MatchHeaders is not null),
                }))
                .OrderBy(rule => rule.Priority),
        ];
    }
}
