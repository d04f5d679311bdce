using Auditor.Core.Findings;
using Auditor.Templates.Values;
using static Auditor.Templates.Sam.GeneratedValues;

namespace Auditor.Templates.Sam;

/// <summary>Makes of a SAM template the resources that its transform makes, as far as they are about APIs.</summary>
internal sealed class SamTransform
{
    private const string Rest = "AWS::Serverless::Api";
    private const string Http = "AWS::Serverless::HttpApi";
    private const string WebSocket = "AWS::Serverless::WebSocketApi";
    private const string ImplicitRest = "ServerlessRestApi";
    private const string ImplicitHttp = "ServerlessHttpApi";

    private readonly ResourceSet _set;
    private readonly MapValue? _globals;
    private readonly List<Resource> _made = [];
    private readonly List<Resource> _plans = [];
    private readonly Dictionary<string, string> _aliases = new(StringComparer.Ordinal);

    private SamTransform(ResourceSet set, MapValue? globals) => (_set, _globals) = (set, globals);

    /// <summary>The ids that references in a template may name although it does not define them.</summary>
    public static IEnumerable<string> IdsOf(string id, string type, string? stage) => type switch
    {
        Rest => [$"{id}.Stage", $"{id}.Deployment", $"{id}{stage}Stage"],
        WebSocket => [$"{id}.Stage", $"{id}DefaultStage", $"{id}{stage}Stage"],
        Http => [$"{id}.Stage", $"{id}ApiGatewayDefaultStage", $"{id}{stage}Stage"],
        SamEvent.Function => [$"{id}Role", $"{id}.Version", $"{id}.Alias"],
        _ => [],
    };

    /// <summary>The ids of the APIs that events make by themselves.</summary>
    public static ImmutableArray<string> ImplicitIds =>
        [
            ImplicitRest,
            $"{ImplicitRest}ProdStage",
            $"{ImplicitRest}.Stage",
            ImplicitHttp,
            $"{ImplicitHttp}ApiGatewayDefaultStage",
            $"{ImplicitHttp}.Stage",
        ];

    public static ResourceSet Of(ResourceSet set, MapValue? globals)
    {
        var transform = new SamTransform(set, globals);
        transform.Run();
        return set with { Resources = [.. transform._made], Aliases = transform._aliases.ToImmutableDictionary(StringComparer.Ordinal) };
    }

    private void Run()
    {
        var functions = _set.Resources.Where(resource => resource.Type == SamEvent.Function)
            .Select(function => function with { Properties = Globals.Into(_globals, "Function", function) })
            .ToList();
        var events = functions.Concat(_set.Resources.Where(resource => resource.Type == SamEvent.StateMachine))
            .SelectMany(SamEvent.Of)
            .ToList();
        var (rest, http) = (Place(events, "Api", "RestApiId"), Place(events, "HttpApi", "ApiId"));
        foreach (var resource in _set.Resources)
        {
            switch (resource.Type)
            {
                // What events make by themselves takes the place of what is called so.
                case Rest when resource.Id == ImplicitRest && rest is not null:
                case Http when resource.Id == ImplicitHttp && http is not null:
                case SamEvent.Function:
                    break;
                case Rest:
                    RestApi(resource with { Properties = Globals.Into(_globals, "Api", resource) }, events);
                    break;
                case Http:
                    HttpApi(resource with { Properties = Globals.Into(_globals, "HttpApi", resource) }, events);
                    break;
                case WebSocket:
                    WebSocketApi(resource with { Properties = Globals.Into(_globals, "WebSocketApi", resource) });
                    break;
                case SamConnector.Type:
                    _made.AddRange(SamConnector.Of(resource, _set.Resources));
                    break;
                default:
                    _made.Add(resource);
                    break;
            }
        }

        if (rest is not null)
        {
            var made = new Resource(ImplicitRest, Rest, Map(rest, ("StageName", Text(rest, "Prod"))), rest);
            RestApi(made with { Properties = Globals.Into(_globals, "Api", made) }, events);
        }

        if (http is not null)
        {
            var made = new Resource(ImplicitHttp, Http, new MapValue(http, []), http);
            HttpApi(made with { Properties = Globals.Into(_globals, "HttpApi", made) }, events);
        }

        foreach (var function in functions)
        {
            _made.AddRange(SamFunction.Of(function));
            if (SamFunction.AliasId(function) is { } alias)
            {
                _aliases[$"{function.Id}.Alias"] = alias;
            }
        }

        _made.AddRange(SamUsagePlan.Joined(_plans));
    }

    // The place of the first event that names no API.
    private static SourcePlace? Place(IEnumerable<SamEvent> events, string type, string property) =>
        events.FirstOrDefault(each => each.Type == type && each.Properties[property] is null)?.Source.Place;

    private void RestApi(Resource api, List<SamEvent> events)
    {
        var stageName = (api["StageName"] as TextValue)?.Literal;
        var stage = $"{api.Id}{stageName}Stage";
        _aliases[$"{api.Id}.Stage"] = stage;
        _made.AddRange(SamRestApi.Of(
            api, stage, [.. events.Where(each => each.Type == "Api" && Leads(each.Properties["RestApiId"], api.Id, ImplicitRest))]));
        _made.AddRange(SamDomain.Of(api, stage, isRest: true));
        _plans.AddRange(SamUsagePlan.Of(api, stage));
    }

    private void HttpApi(Resource api, List<SamEvent> events)
    {
        var stage = (api["StageName"] as TextValue)?.Literal is { } name and not "$default"
            ? $"{api.Id}{name}Stage"
            : $"{api.Id}ApiGatewayDefaultStage";
        _aliases[$"{api.Id}.Stage"] = stage;
        _made.AddRange(SamHttpApi.Of(
            api, stage, [.. events.Where(each => each.Type == "HttpApi" && Leads(each.Properties["ApiId"], api.Id, ImplicitHttp))]));
        _made.AddRange(SamDomain.Of(api, stage, isRest: false, SamHttpApi.Tag));
    }

    private void WebSocketApi(Resource api)
    {
        var stage = SamWebSocket.StageId(api);
        _aliases[$"{api.Id}.Stage"] = stage;
        _made.AddRange(SamWebSocket.Of(api, stage));
        _made.AddRange(SamDomain.Of(api, stage, isRest: false, SamWebSocket.Tag));
    }

    private static bool Leads(Value? named, string id, string otherwise) =>
        named is null ? id == otherwise
            : named is TextValue { Reference.Id: { } referred } ? referred == id
            : named is TextValue { Literal: { } text } && text == id;
}
