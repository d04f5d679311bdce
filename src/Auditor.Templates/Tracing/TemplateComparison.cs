using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Text;
using Auditor.Templates.Mapping;
using Auditor.Templates.Values;

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
        if (IsByDefault(mapped.Properties))
        {
            yield break;
        }

        if (!IsByDefault(mapped.Properties, "EndpointConfiguration")
            && live.EndpointType.IsKnown
            && written.EndpointType.IsKnown
            && live.EndpointType.Value != written.EndpointType.Value)
        {
            yield return Differs(
                mapped, "endpoint type", "EndpointConfiguration", Upper(written.EndpointType.Value), Upper(live.EndpointType.Value));
        }

        const string Switch = "DisableExecuteApiEndpoint";
        if (live.DisableExecuteApiEndpoint != written.DisableExecuteApiEndpoint && !IsByDefault(mapped.Properties, Switch))
        {
            yield return Differs(mapped, Switch, Switch, Of(written.DisableExecuteApiEndpoint), Of(live.DisableExecuteApiEndpoint));
        }

        if (live.IsRest && live.ResourcePolicy is null != written.ResourcePolicy is null && !IsByDefault(mapped.Properties, "Policy"))
        {
            static string Of(string? policy) => policy is null ? "absent" : "set";
            yield return Differs(mapped, "resource policy", "Policy", Of(written.ResourcePolicy), Of(live.ResourcePolicy));
        }

        if (live.IsRest && live.ResourcePolicy is not null && written.ResourcePolicy is not null
            && mapped.Properties?["Policy"] is { OpenBecause: null } policy && !HangsOnDefault(policy)
            && PolicyComparison.MoreThanWritten(scope, live, inventory, written) is { } wider)
        {
            yield return Differs(mapped, "resource policy", "Policy", wider.Template, wider.Deployed) with { Route = wider.Route };
        }

        const string Tls = "SecurityPolicy";
        if (Says(mapped.Properties?[Tls]) && IsOther(written.SecurityPolicy, live.SecurityPolicy))
        {
            yield return Differs(mapped, Tls, Tls, written.SecurityPolicy ?? "", live.SecurityPolicy ?? "");
        }

        foreach (var difference in Domains(scope, live, inventory))
        {
            yield return difference;
        }

        foreach (var stage in live.Stages.ValueOr([]))
        {
            foreach (var difference in StageSettings(live, stage, written, inventory, pointer))
            {
                yield return difference;
            }

            if (TracedApi.StagePointer(inventory, pointer, written, live, stage) is { } at
                && inventory.SourceMap.GetValueOrDefault(at) is { } mappedStage
                && written.Stages.ValueOr([]).ElementAtOrDefault(IndexOf(at)) is { WebAclArn: not null }
                && stage.WebAclArn is null
                && (mappedStage.Related.GetValueOrDefault("association") ?? mappedStage) is var association
                && !IsByDefault(association.Properties))
            {
                yield return Differs(association, "web ACL", "ResourceArn", "attached", "not attached") with { Stage = stage.Name };
            }

            foreach (var difference in Routes(scope, live, stage, written, inventory, pointer))
            {
                yield return difference;
            }
        }
    }

    // Of the names that lead to the API, what the template asks for and callers do not meet.
    private static IEnumerable<TemplateDifference> Domains(Scope scope, Api live, TemplateInventory inventory)
    {
        var written = inventory.Scope.Domains.ValueOr([]);
        foreach (var domain in scope.Domains.ValueOr([])
            .Where(domain => domain.Mappings.ValueOr([]).Any(mapping => mapping.ApiId == live.Id)))
        {
            var at = written.ToList().FindIndex(each => each.Name.Equals(domain.Name, StringComparison.OrdinalIgnoreCase));
            if (at < 0 || inventory.SourceMap.GetValueOrDefault($"/scopes/0/domains/{at}") is not { Properties: { } properties } mapped)
            {
                continue;
            }

            const string Tls = "SecurityPolicy";
            var policy = properties[Tls] ?? properties["DomainNameConfigurations"]?.Items.FirstOrDefault()?[Tls];
            if (Says(policy) && IsOther(written[at].SecurityPolicy, domain.SecurityPolicy))
            {
                yield return Differs(
                    mapped, $"{Tls} of {Quote.Of(domain.Name)}", Tls, written[at].SecurityPolicy ?? "", domain.SecurityPolicy ?? "");
            }

            const string Mutual = "MutualTlsAuthentication";
            if (written[at].MutualTls is not null && domain.MutualTls is null && Says(properties[Mutual]?["TruststoreUri"]))
            {
                yield return Differs(mapped, $"{Mutual} of {Quote.Of(domain.Name)}", Mutual, "set", "absent");
            }
        }
    }

    // What a template limits or logs, and the stage does not. How much, parameters may say.
    private static IEnumerable<TemplateDifference> StageSettings(
        Api live, Stage stage, Api written, TemplateInventory inventory, string pointer)
    {
        if (TracedApi.StagePointer(inventory, pointer, written, live, stage) is not { } at
            || inventory.SourceMap.GetValueOrDefault(at) is not { } mapped
            || written.Stages.ValueOr([]).ElementAtOrDefault(IndexOf(at)) is not { } asked)
        {
            yield break;
        }

        if (asked.AccessLog is not null && string.IsNullOrEmpty(stage.AccessLog?.DestinationArn))
        {
            var name = live.IsRest ? "AccessLogSetting" : "AccessLogSettings";
            if (mapped.Properties?[name] is { OpenBecause: null } setting && !IsByDefault(setting))
            {
                yield return Differs(mapped, name, name, "set", "absent") with { Stage = stage.Name };
            }
        }

        foreach (var settings in asked.Settings.Where(_ => !IsByDefault(mapped.Properties, "MethodSettings")
            && !IsByDefault(mapped.Properties, "RouteSettings") && !IsByDefault(mapped.Properties, "DefaultRouteSettings")))
        {
            if (settings.ThrottlingRate is not null
                && (stage.SettingsOf(settings.Key)?.ThrottlingRate ?? stage.DefaultSettings?.ThrottlingRate) is null)
            {
                var isDefault = settings.Key == RouteSettings.DefaultKey;
                yield return Differs(
                    mapped,
                    "ThrottlingRateLimit",
                    live.IsRest ? "MethodSettings" : isDefault ? "DefaultRouteSettings" : "RouteSettings",
                    "set",
                    "absent") with
                {
                    Stage = stage.Name,
                    Route = isDefault ? null : settings.Key,
                };
            }
        }
    }

    // Names are compared: ids are API Gateway's own on one side and the template's on the other.
    private static (string Template, string Deployed)? OtherAuthorizer(
        Route route, Api written, Route served, Api live, TemplateInventory inventory, string pointer)
    {
        var (asked, all) = (written.Authorizers.ValueOr([]), live.Authorizers.ValueOr([]));
        var at = asked.ToList().FindIndex(authorizer => authorizer.Id == route.AuthorizerId);
        return at >= 0
            && inventory.SourceMap.GetValueOrDefault($"{pointer}/authorizers/{at}")?.Properties?["Name"]
                is TextValue { Literal: not null } name
            && Says(name)
            && all.FirstOrDefault(authorizer => authorizer.Id == served.AuthorizerId) is { } found
            && IsOther(asked[at].Name, found.Name)
                ? (Quote.Of(asked[at].Name), Quote.Of(found.Name))
                : null;
    }

    // What hangs on a parameter may be otherwise where it was deployed.
    private static bool Says(Value? value) => value is { OpenBecause: null } && !IsByDefault(value);

    // Also where nothing stands because of a default: '!If [IsDev, !Ref AWS::NoValue, ...]'.
    private static bool IsByDefault(Value? owner, string name) =>
        IsByDefault(owner?[name]) || (owner is MapValue map && map.AbsentByDefault.Contains(name));

    // All of it is there, or is what it is, because of parameters' defaults: by a condition, or one by one.
    private static bool IsByDefault(Value? value) => value switch
    {
        { IsDefault: true } => true,
        ListValue { All: not [] } list => list.All.All(IsByDefault),
        MapValue { Properties: not [] } map => map.Properties.All(property => IsByDefault(property.Value)),
        _ => false,
    };

    // Some of it is what it is because of parameters' defaults.
    private static bool HangsOnDefault(Value value) => value.IsDefault || value switch
    {
        ListValue list => list.All.Any(HangsOnDefault),
        MapValue map => map.AbsentByDefault.Count > 0 || map.Properties.Any(property => HangsOnDefault(property.Value)),
        _ => false,
    };

    private static bool IsOther(string? template, string? deployed) =>
        template is not null && deployed is not null && !template.Equals(deployed, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<TemplateDifference> Routes(
        Scope scope, Api live, Stage stage, Api written, TemplateInventory inventory, string pointer)
    {
        var isWhole = written.Routes.IsKnown
            && !inventory.Set.IsWholeByDefault
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

            if (IsByDefault(mapped.Properties))
            {
                continue;
            }

            var route = written.Routes.Value[IndexOf(at)];
            if (OtherAuthorizer(route, written, served, live, inventory, pointer) is { } other
                && route.Authorization.IsKnown
                && served.Authorization.IsKnown
                && route.Authorization.Value == served.Authorization.Value)
            {
                const string Authorizer = "AuthorizerId";
                yield return Differs(mapped, Authorizer, Authorizer, other.Template, other.Deployed) with
                {
                    Stage = stage.Name,
                    Route = served.Key,
                };
            }

            if (route.Authorization.IsKnown
                && !IsByDefault(mapped.Properties, Authorization)
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
                && !IsByDefault(mapped.Properties, "ApiKeyRequired")
                && !IsByDefault(mapped.Properties, Authorization)
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
        (mapped.Properties as MapValue)?.Find(property)?.Place ?? mapped.Place ?? new("", 1, 1, 1, 1);

    private static string Of(bool value) => value ? "true" : "false";

    private static string Upper(EndpointType type) => type.ToString().ToUpperInvariant();
}
