using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Core.Text;

namespace Auditor.Reports.Html;

/// <summary>Says what is shown of an API: its stages and what protects them, its routes and who can call them.</summary>
internal static class ApiModels
{
    private const string None = "none";

    // It is escaped where it is written.
    /// <summary>The API without its findings.</summary>
    public static ApiModel Of(AuditResult result, ApiExposure exposure)
    {
        var (scope, api) = (exposure.Scope, exposure.Api);
        var stages = api.Stages.ValueOr([]);
        return new()
        {
            Anchor = exposure.Anchor,
            Name = api.Name,
            Id = api.Id,
            Kind = KindName.Of(api.Kind),
            Account = scope.Account,
            Region = scope.Region,
            Endpoint = Endpoint(api),
            Description = api.Description ?? "",
            Tags = string.Join(", ", api.Tags.Select(tag => $"{tag.Key}={tag.Value}")),
            Console = ConsoleLink.Of(scope, api)?.AbsoluteUri,
            Policy = api.ResourcePolicy is { } policy ? Readable(policy) : null,
            Bar = ExposureSection.BarOf(exposure.Order, $"Routes of {api.Name} by who can call them"),
            Callers = [.. exposure.Order.Select(pair => new ApiCallersModel(CallersLook.Of(pair.Callers), Count.Number(pair.Routes)))],
            Note = exposure.Note,
            Counts = [],
            Stages = [.. stages.Select(stage => new StageModel(stage.Name, Ways(scope, api, stage), [.. Protections(scope, api, stage)]))],
            Paths = PathModels.Of(result, exposure) is { } path ? [path] : [],
            Routes = Routes(exposure, stages.Length),
            HasRoutes = exposure.Served is not [],
            RouteCount = Count.Of(exposure.Routes + exposure.Preflights, "route"),
            Findings = [],
            FindingCount = "0",
            IsWhole = false,
        };
    }

    private static string Endpoint(Api api)
    {
        var type = api.EndpointType.Unknown is { } unknown ? $"could not tell: {unknown.Because}" : api.EndpointType.Value switch
        {
            EndpointType.Edge => "Edge-optimized, on the internet",
            EndpointType.Regional => "Regional, on the internet",
            _ =>
                api.VpcEndpointIds is []
                    ? "Private, through VPC endpoints"
                    : $"Private, through VPC endpoints ({string.Join(", ", api.VpcEndpointIds)})",
        };
        return api.DisableExecuteApiEndpoint ? $"{type}; its execute-api name is switched off" : type;
    }

    private static ImmutableArray<WayModel> Ways(Scope scope, Api api, Stage stage)
    {
        var ways = ImmutableArray.CreateBuilder<WayModel>();
        var own = EndpointResolver.DefaultEndpoint(scope, api, stage);
        var domains = EndpointResolver.CustomDomains(scope, api, stage);
        if (own.ValueOr(null) is { } endpoint)
        {
            ways.Add(Way(endpoint));
        }

        ways.AddRange(domains.ValueOr([]).Select(Way));
        if ((own.Unknown ?? domains.Unknown) is { } unknown)
        {
            ways.Add(new("", $"Could not tell all: {unknown.Because}"));
        }

        return ways.ToImmutable();
    }

    private static WayModel Way(Endpoint way) => new(way.Url, (way.IsPrivate, way.RequiresClientCertificate) switch
    {
        (true, true) => "from a VPC only, with a client certificate",
        (true, false) => "from a VPC only",
        (false, true) => "with a client certificate",
        _ => "",
    });

    private static IEnumerable<FactModel> Protections(Scope scope, Api api, Stage stage)
    {
        yield return new("Access log", stage.AccessLog?.DestinationArn ?? None, "");
        yield return new("Web ACL", WebAcl(scope, api, stage), "");
        yield return new("Throttling", Throttling(stage.DefaultSettings), "");
        if (api.Kind is not ApiKind.Http)
        {
            var level = stage.DefaultSettings?.LoggingLevel ?? "OFF";
            yield return new(
                "Execution log", stage.DefaultSettings?.DataTraceEnabled is true ? $"{level}, with whole requests" : level, "");
        }

        if (api.IsRest)
        {
            yield return new("Certificate shown to the backend", stage.ClientCertificateId ?? None, "");
            yield return new("Tracing", stage.TracingEnabled ? "on" : "off", "");
        }

        if (stage.Canary is { } canary)
        {
            yield return new(
                "Canary",
                $"deployment {canary.DeploymentId}, {canary.PercentTraffic.ToString(CultureInfo.InvariantCulture)} % of requests",
                "");
        }

        yield return new("Requests", Requests(stage.Usage), "");
    }

    private static string WebAcl(Scope scope, Api api, Stage stage)
    {
        if (!api.IsRest)
        {
            return "not possible for this kind of API";
        }

        if (stage.WebAclArn is not { } arn)
        {
            return None;
        }

        return scope.WebAcls.FirstOrDefault(acl => acl.Arn == arn) is { Definition: { IsKnown: true, Value: { } definition } }
            ? $"{definition.Name}, {Count.Of(definition.Rules.Length, "rule")}, then {Word.Of(definition.DefaultAction)}"
            : arn;
    }

    private static string Throttling(RouteSettings? settings) => settings switch
    {
        { ThrottlingRate: { } rate, ThrottlingBurst: { } burst } => $"{Number(rate)} a second, {Number(burst)} at once",
        { ThrottlingRate: { } rate } => $"{Number(rate)} a second",
        { ThrottlingBurst: { } burst } => $"{Number(burst)} at once",
        _ => "none of its own: the account's limits",
    };

    private static string Requests(Fact<Usage> usage) => usage switch
    {
        { Unknown: { } unknown } => $"could not tell: {unknown.Because}",
        { Value: { AnyRequest: false, WindowDays: var days } } => $"none in {Count.Of(days, "day")}",
        { Value: { Requests: { } requests, WindowDays: var days } } => $"{Number(requests)} in {Count.Of(days, "day")}",
        { Value.WindowDays: var days } => $"some in {Count.Of(days, "day")}",
    };

    private static string Number(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);

    private static ImmutableArray<RouteModel> Routes(ApiExposure exposure, int stages)
    {
        var authorizers = exposure.Api.Authorizers.ValueOr([])
            .GroupBy(authorizer => authorizer.Id, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Name, StringComparer.Ordinal);
        return
        [
            .. exposure.Served
                .Select(served => (served.Route, Row: Route(
                    served.Route, served.Exposure, authorizers), Callers: Rank(served.Route, served.Exposure)))
                .GroupBy(one => one.Row)
                .OrderBy(group => group.Min(one => one.Callers))
                .ThenBy(group => group.Key.Key, StringComparer.Ordinal)
                .Select(group => group.Key with { Stages = Stages([.. group.Select(one => one.Route)], stages) }),
        ];
    }

    // The worst first, and what API Gateway answers itself last.
    private static Callers Rank(DeployedRoute route, Fact<RouteExposure> exposure) =>
        route.Route.IsPreflight ? Callers.Nobody : CallersLook.Classify(exposure);

    private static RouteModel Route(DeployedRoute route, Fact<RouteExposure> exposure, Dictionary<string, string> authorizers)
    {
        var look = route.Route.IsPreflight
            ? new CallersLook("nobody", "CORS preflight", "answered by API Gateway itself")
            : CallersLook.Of(CallersLook.Classify(exposure));
        return new(
            route.Route.Key,
            Authorization(route.Route, authorizers),
            look,
            exposure.Unknown?.Because ?? exposure.Value.Narrowing ?? "",
            Backend.Of(route.Route.Integration) ?? "",
            "");
    }

    private static string Stages(List<DeployedRoute> routes, int stages)
    {
        var names = routes.Select(route => route.IsCanary ? $"{route.Stage.Name} (canary)" : route.Stage.Name)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return names.Count == stages && stages > 1 && !routes.Exists(route => route.IsCanary) ? "all" : string.Join(", ", names);
    }

    private static string Authorization(Route route, Dictionary<string, string> authorizers)
    {
        var name = route.AuthorizerId is { } id ? $" '{authorizers.GetValueOrDefault(id, id)}'" : "";
        var text = route.Authorization.Unknown is { } unknown ? $"could not tell: {unknown.Because}" : route.Authorization.Value switch
        {
            AuthorizationKind.None => None,
            AuthorizationKind.AwsIam => "IAM",
            AuthorizationKind.Custom => $"Lambda authorizer{name}",
            AuthorizationKind.CognitoUserPools => $"Cognito user pool{name}",
            _ => $"JWT{name}",
        };
        return route.ApiKeyRequired ? $"{text}, API key" : text;
    }

    // As AWS sent it, unless it is JSON: then with lines.
    private static string Readable(string policy)
    {
        try
        {
            using var document = JsonDocument.Parse(policy);
            return JsonSerializer.Serialize(document.RootElement, JsonStyle.Readable);
        }
        catch (JsonException)
        {
            return policy;
        }
    }
}
