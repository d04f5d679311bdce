using System.Collections.Immutable;
using Auditor.Core.Inventory;

namespace Auditor.Core.Exposure;

/// <summary>Finds the names under which a stage answers.</summary>
public static class EndpointResolver
{
    /// <summary>The API's own endpoint as a way into a stage; <see langword="null"/> when it is switched off and that acts.</summary>
    public static Fact<Endpoint?> DefaultEndpoint(Scope scope, Api api, Stage stage)
    {
        var isOff = DefaultEndpointSwitch.IsOff(api, stage);
        if (isOff.Unknown is { } reason)
        {
            return reason;
        }

        return isOff.Value
            ? (Endpoint?)null
            : api.EndpointType.Select<Endpoint?>(type => new()
            {
                Kind = EndpointKind.DefaultEndpoint,
                IsPrivate = type is EndpointType.Private,
                IsDualStack = IsDualStack(api.IpAddressType),
                TakenFirst = OtherStages(api, stage),
                Url = $"{(api.Kind is ApiKind.WebSocket ? "wss" : "https")}://{api.Id}.execute-api.{scope.Region}.{DnsSuffix(scope)}{StagePath(stage.Name)}",
            });
    }

    /// <summary>The custom domain names that lead to a stage.</summary>
    public static Fact<ImmutableArray<Endpoint>> CustomDomains(Scope scope, Api api, Stage stage)
    {
        if (!scope.Domains.IsKnown)
        {
            return scope.Domains.Select(_ => ImmutableArray<Endpoint>.Empty);
        }

        var endpoints = ImmutableArray.CreateBuilder<Endpoint>();
        foreach (var domain in scope.Domains.Value)
        {
            var unread = (UsesMappings(domain) ? domain.Mappings.Unknown : null)
                ?? (UsesRoutingRules(domain) ? domain.RoutingRules.Unknown : null);
            if (unread is { } unknown)
            {
                return unknown;
            }

            var mappings = UsesMappings(domain) ? domain.Mappings.Value : [];
            var rules = UsesRoutingRules(domain)
                ? domain.RoutingRules.Value.Sort((left, right) => left.Priority.CompareTo(right.Priority))
                : [];
            endpoints.AddRange(mappings
                .Where(mapping => mapping.ApiId == api.Id && (mapping.Stage is null || mapping.Stage == stage.Name))
                .Select(mapping => Of(
                    api,
                    domain,
                    mapping.Stage is null ? Join(mapping.Key, stage.Name) : mapping.Key,
                    // Rules come before mappings, and the longest mapping before the others.
                    [.. Always(rules), .. mappings.Select(other => other.Key).Where(key => IsBelow(key, mapping.Key))]))
                .OfType<Endpoint>());
            endpoints.AddRange(rules.Index()
                .Where(rule => rule.Item.ApiId == api.Id && rule.Item.Stage == stage.Name)
                .SelectMany(rule => Paths(rule.Item)
                    .Select(path => Of(api, domain, path, Always(rules[..rule.Index])) is { } endpoint ? By(rule.Item, endpoint) : null))
                .OfType<Endpoint>());
        }

        return endpoints.ToImmutable();
    }

    /// <summary>Whether requests to a domain name follow its mappings. A mapping that exists is not always reachable.</summary>
    public static bool UsesMappings(Domain domain) => domain.RoutingMode is not "ROUTING_RULE_ONLY";

    private static bool UsesRoutingRules(Domain domain) => domain.RoutingMode?.StartsWith("ROUTING_RULE", StringComparison.Ordinal) is true;

    // What a rule takes whatever the request's headers are.
    private static ImmutableArray<string> Always(ImmutableArray<RoutingRule> rules) =>
        [.. rules.Where(rule => !rule.MatchesHeaders).SelectMany(rule => Paths(rule))];

    private static ImmutableArray<string> Paths(RoutingRule rule) =>
        rule.BasePaths is [] ? [""] : [.. rule.BasePaths.Select(path => path.Trim('/'))];

    // A request that begins with a stage's name goes to that stage; '$default' gets the others (Create routes for HTTP APIs).
    private static ImmutableArray<string> OtherStages(Api api, Stage stage) => api.Kind is ApiKind.Http && stage.Name == "$default"
        ? [.. api.Stages.ValueOr([]).Select(other => other.Name).Where(name => name != stage.Name)]
        : [];

    private static bool IsBelow(string path, string parent) =>
        path.Length > parent.Length
            && (parent.Length == 0 || (path.StartsWith(parent, StringComparison.Ordinal) && path[parent.Length] == '/'));

    private static bool IsAtOrBelow(string path, string parent) => path == parent || IsBelow(path, parent);

    // Null where something before it takes every request.
    private static Endpoint? Of(Api api, Domain domain, string path, ImmutableArray<string> takenFirst) =>
        takenFirst.Any(taken => IsAtOrBelow(path, taken)) ? null : new()
        {
            Kind = EndpointKind.CustomDomain,
            Domain = domain,
            BasePath = path,
            TakenFirst = takenFirst.RemoveAll(taken => !IsBelow(taken, path)),
            // A private domain name needs an access association from a VPC endpoint; its type is known wherever it was listed.
            IsPrivate = domain.EndpointType.IsKnown && domain.EndpointType.Value is EndpointType.Private,
            IsDualStack = IsDualStack(domain.IpAddressType),
            Url = $"{(api.Kind is ApiKind.WebSocket ? "wss" : "https")}://{domain.Name}{(path.Length == 0 ? "" : $"/{path}")}",
        };

    // Inventories from before this was read do not tell whether the base path is stripped; a mapping always does.
    private static Endpoint By(RoutingRule rule, Endpoint endpoint) => endpoint with
    {
        KeepsBasePath = rule.StripBasePath is false && endpoint.BasePath.Length > 0,
        IsUncertain = rule.StripBasePath is null && endpoint.BasePath.Length > 0,
        MatchesHeaders = rule.MatchesHeaders,
    };

    // Not told means AWS's default for everything but private endpoints, which are always dual-stack: IPv4 only.
    private static bool IsDualStack(string? addressType) => string.Equals(addressType, "dualstack", StringComparison.OrdinalIgnoreCase);

    private static string Join(string key, string stage) => key.Length == 0 ? StagePath(stage).TrimStart('/') : $"{key}{StagePath(stage)}";

    // The stage '$default' of an HTTP API has no segment in the path.
    private static string StagePath(string stage) => stage == "$default" ? "" : $"/{stage}";

    private static string DnsSuffix(Scope scope) => scope.Partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}
