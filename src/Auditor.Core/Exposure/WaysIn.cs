using System.Collections.Immutable;
using Auditor.Core.Inventory;

namespace Auditor.Core.Exposure;

/// <summary>Finds the names under which a stage answers.</summary>
public static class WaysIn
{
    /// <summary>The API's own endpoint as a way into a stage; <see langword="null"/> when it is switched off.</summary>
    public static Fact<WayIn?> DefaultEndpoint(Scope scope, Api api, Stage stage) => api.DisableExecuteApiEndpoint
        ? (WayIn?)null
        : api.EndpointType.Select<WayIn?>(type => new()
        {
            Kind = WayInKind.DefaultEndpoint,
            IsPrivate = type is EndpointType.Private,
            Url = $"{(api.Kind is ApiKind.WebSocket ? "wss" : "https")}://{api.Id}.execute-api.{scope.Region}.{DnsSuffix(scope)}{StagePath(stage.Name)}",
        });

    /// <summary>The custom domain names that lead to a stage.</summary>
    public static Fact<ImmutableArray<WayIn>> CustomDomains(Scope scope, Api api, Stage stage)
    {
        if (!scope.Domains.IsKnown)
        {
            return scope.Domains.Select(_ => ImmutableArray<WayIn>.Empty);
        }

        var ways = ImmutableArray.CreateBuilder<WayIn>();
        foreach (var domain in scope.Domains.Value)
        {
            if (UsesMappings(domain))
            {
                if (domain.Mappings.Unknown is { } unknown)
                {
                    return unknown;
                }

                ways.AddRange(domain.Mappings.Value
                    .Where(mapping => mapping.ApiId == api.Id && (mapping.Stage is null || mapping.Stage == stage.Name))
                    .Select(mapping => Way(api, domain, mapping.Stage is null ? Join(mapping.Key, stage.Name) : mapping.Key)));
            }

            if (UsesRoutingRules(domain))
            {
                if (domain.RoutingRules.Unknown is { } unknown)
                {
                    return unknown;
                }

                ways.AddRange(domain.RoutingRules.Value
                    .Where(rule => rule.ApiId == api.Id && rule.Stage == stage.Name)
                    .SelectMany(rule => rule.BasePaths is [] ? [""] : rule.BasePaths.AsEnumerable())
                    .Select(path => Way(api, domain, path.Trim('/'))));
            }
        }

        return ways.ToImmutable();
    }

    /// <summary>Whether requests to a domain name follow its mappings. A mapping that exists is not always reachable (aws-facts.md I).</summary>
    public static bool UsesMappings(Domain domain) => domain.RoutingMode is not "ROUTING_RULE_ONLY";

    private static bool UsesRoutingRules(Domain domain) => domain.RoutingMode?.StartsWith("ROUTING_RULE", StringComparison.Ordinal) is true;

    private static WayIn Way(Api api, Domain domain, string path) => new()
    {
        Kind = WayInKind.CustomDomain,
        Domain = domain,
        // A private domain name needs an access association from a VPC endpoint; its type is known wherever it was listed.
        IsPrivate = domain.EndpointType.IsKnown && domain.EndpointType.Value is EndpointType.Private,
        Url = $"{(api.Kind is ApiKind.WebSocket ? "wss" : "https")}://{domain.Name}{(path.Length == 0 ? "" : $"/{path}")}",
    };

    private static string Join(string key, string stage) => key.Length == 0 ? StagePath(stage).TrimStart('/') : $"{key}{StagePath(stage)}";

    // The stage '$default' of an HTTP API has no segment in the path.
    private static string StagePath(string stage) => stage == "$default" ? "" : $"/{stage}";

    private static string DnsSuffix(Scope scope) => scope.Partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}
