using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Templates.Mapping;

namespace Auditor.Templates.Tracing;

/// <summary>Compares what is deployed with what its template says, as far as it decides who may call.</summary>
internal static class TemplateComparison
{
    private const string Authorization = "AuthorizationType";

    /// <summary>What differs whatever the template's parameters and conditions are; what they leave open differs in nothing.</summary>
    public static ImmutableArray<TemplateDifference> Of(Scope scope, Api live, TracedApi traced)
    {
        var variants = traced.Template.All
            .Select(inventory => (Inventory: inventory, Api: traced.In(inventory), Pointer: traced.PointerIn(inventory)))
            .Where(each => each.Api is not null)
            .Select(each => Differences(scope, live, each.Api ?? live, each.Inventory, each.Pointer)
                .DistinctBy(Key)
                .ToDictionary(Key))
            .ToList();
        return variants is []
            ? []
            : [
                .. variants[0].Where(each => variants.TrueForAll(variant => variant.ContainsKey(each.Key)))
                    .Select(each => each.Value with
                    {
                        Template = string.Join(
                            " or ", variants.Select(variant => variant[each.Key].Template).Distinct(StringComparer.Ordinal)),
                        IsLikely = traced.IsLikely,
                    }),
            ];

        static (string?, string?, string) Key(TemplateDifference difference) => (difference.Stage, difference.Route, difference.What);
    }

    private static IEnumerable<TemplateDifference> Differences(
        Scope scope, Api live, Api written, TemplateInventory inventory, string pointer)
    {
        var mapped = inventory.SourceMap[pointer];
        if (live.EndpointType.IsKnown && written.EndpointType.IsKnown && live.EndpointType.Value != written.EndpointType.Value)
        {
            yield return Differs(
                mapped, "endpoint type", "EndpointConfiguration", Upper(written.EndpointType.Value), Upper(live.EndpointType.Value));
        }

        if (live.DisableExecuteApiEndpoint != written.DisableExecuteApiEndpoint)
        {
            const string Switch = "DisableExecuteApiEndpoint";
            yield return Differs(mapped, Switch, Switch, Of(written.DisableExecuteApiEndpoint), Of(live.DisableExecuteApiEndpoint));
        }

        if (live.IsRest && live.ResourcePolicy is null != written.ResourcePolicy is null)
        {
            static string Of(string? policy) => policy is null ? "absent" : "set";
            yield return Differs(mapped, "resource policy", "Policy", Of(written.ResourcePolicy), Of(live.ResourcePolicy));
        }

        foreach (var stage in live.Stages.ValueOr([]))
        {
            if (TracedApi.StagePointer(inventory, pointer, written, live, stage) is { } at
                && inventory.SourceMap.GetValueOrDefault(at) is { } mappedStage
                && written.Stages.ValueOr([]).ElementAtOrDefault(IndexOf(at)) is { WebAclArn: not null }
                && stage.WebAclArn is null)
            {
                var association = mappedStage.Related.GetValueOrDefault("association") ?? mappedStage;
                yield return Differs(association, "web ACL", "ResourceArn", "attached", "not attached") with { Stage = stage.Name };
            }

            foreach (var difference in Routes(scope, live, stage, written, inventory, pointer))
            {
                yield return difference;
            }
        }
    }

    private static IEnumerable<TemplateDifference> Routes(
        Scope scope, Api live, Stage stage, Api written, TemplateInventory inventory, string pointer)
    {
        var isWhole = written.Routes.IsKnown
            && !Enumerable.Range(0, written.Routes.Value.Length)
                .Any(index => inventory.SourceMap.GetValueOrDefault($"{pointer}/routes/{index}") is { StandsIn: not null });
        foreach (var served in DeployedRoutes.Of(scope, live, stage).ValueOr([])
            .Where(route => route is { IsCanary: false, Caveat: null, NotRead: null })
            .Select(route => route.Route))
        {
            var at = TracedApi.RoutePointer(inventory, pointer, written, served.Key);
            if (at is null || inventory.SourceMap.GetValueOrDefault(at) is not { } mapped)
            {
                if (isWhole
                    && written.Routes.Value.All(route => route.Key != served.Key)
                    && served.Method is not "OPTIONS"
                    && served is { Authorization: { IsKnown: true, Value: AuthorizationKind.None }, ApiKeyRequired: false })
                {
                    yield return Differs(inventory.SourceMap[pointer], Authorization, "", "absent with the whole route", "NONE") with
                    {
                        Stage = stage.Name,
                        Route = served.Key,
                    };
                }

                continue;
            }

            var route = written.Routes.Value[IndexOf(at)];
            if (route.Authorization.IsKnown
                && served.Authorization.IsKnown
                && route.Authorization.Value != served.Authorization.Value)
            {
                yield return Differs(
                    mapped,
                    Authorization,
                    Authorization,
                    AuthorizationType.Of(route.Authorization.Value),
                    AuthorizationType.Of(served.Authorization.Value)) with
                {
                    Stage = stage.Name,
                    Route = served.Key,
                };
            }
            // Beside authorization, a key only meters.
            else if (route.ApiKeyRequired != served.ApiKeyRequired
                && served.Authorization is { IsKnown: true, Value: AuthorizationKind.None })
            {
                const string Key = "ApiKeyRequired";
                yield return Differs(mapped, Key, Key, Of(route.ApiKeyRequired), Of(served.ApiKeyRequired)) with
                {
                    Stage = stage.Name,
                    Route = served.Key,
                };
            }
        }
    }

    private static TemplateDifference Differs(MappedResource at, string what, string property, string template, string deployed)
    {
        var place = Place(at, property);
        return new() { What = what, Template = template, Deployed = deployed, File = place.File, Line = place.Line };
    }

    private static int IndexOf(string pointer) =>
        int.Parse(pointer[(pointer.LastIndexOf('/') + 1)..], System.Globalization.CultureInfo.InvariantCulture);

    private static SourcePlace Place(MappedResource mapped, string property) =>
        (mapped.Properties as Values.MapValue)?.Find(property)?.Place ?? mapped.Place ?? new("", 1, 1, 1, 1);

    private static string Of(bool value) => value ? "true" : "false";

    private static string Upper(EndpointType type) => type.ToString().ToUpperInvariant();
}
