using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor.Templates.Mapping;
using Auditor.Templates.Terraform;
using Auditor.Templates.Values;

namespace Auditor.Templates.Tests.Terraform;

/// <summary>Says as a plan of Terraform what CloudFormation's resources say.</summary>
internal sealed class PlanOfTemplate
{
    private static readonly ImmutableDictionary<string, string> Types = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AWS::IAM::Policy"] = "aws_iam_role_policy",
        ["AWS::ApiGateway::DomainNameV2"] = "aws_api_gateway_domain_name",
    }.ToImmutableDictionary(StringComparer.Ordinal);

    private readonly ResourceSet _set;
    private readonly MappingContext _context;
    private readonly Dictionary<string, string> _addresses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _paths = new(StringComparer.Ordinal);
    private readonly PlanText _plan = new();

    private PlanOfTemplate(ResourceSet set)
    {
        _set = set with { Resources = OpenApi.Bodies.Expanded(set.Resources) };
        _context = new(_set, new Scenario(ImmutableDictionary<string, int>.Empty, isLast: false));
        foreach (var (index, resource) in _set.Resources.Index())
        {
            if (TypeOf(resource) is { } type)
            {
                _addresses[resource.Id] = $"{type}.r{index}";
            }
        }
    }

    /// <summary>The plan; <see langword="null"/> where a type of resource has no counterpart.</summary>
    public static string? Of(ResourceSet set)
    {
        var writer = new PlanOfTemplate(set);
        if (!writer._set.Resources.All(resource => writer._addresses.ContainsKey(resource.Id) || IsBeside(resource)))
        {
            return null;
        }

        foreach (var resource in writer._set.Resources.Where(resource => writer._addresses.ContainsKey(resource.Id)))
        {
            writer.Write(resource);
        }

        return writer._plan.ToString();
    }

    private static bool IsBeside(Resource resource) =>
        !resource.Type.StartsWith("AWS::ApiGateway", StringComparison.Ordinal)
            && !resource.Type.StartsWith("AWS::WAF", StringComparison.Ordinal)
        && resource.Type is not "AWS::Lambda::Permission";

    private static string? TypeOf(Resource resource) => Types.GetValueOrDefault(resource.Type)
        ?? ResourceMappings.Types.FirstOrDefault(type => ResourceMappings.For(type)?.Type == resource.Type);

    private void Write(Resource resource)
    {
        var address = _addresses[resource.Id];
        var values = Values(address.Split('.')[0], resource.Properties);
        // A provider that knows the setting has it among what is not known yet.
        if (resource.Type is "AWS::ApiGateway::RestApi")
        {
            values.TryAdd("security_policy", "<computed>");
            values.TryAdd("policy", "<computed>");
        }

        switch (resource.Type)
        {
            case "AWS::ApiGateway::Method":
                Method(resource, address, values);
                break;
            case "AWS::ApiGateway::Stage":
                Settings(resource, resource["MethodSettings"], address);
                break;
            case "AWS::ApiGateway::Deployment" when resource["StageDescription"] is MapValue description:
                Settings(resource, description["MethodSettings"], address);
                break;
            case "AWS::CloudWatch::Alarm" when resource["Dimensions"] is ListValue dimensions:
                values["dimensions"] = new JsonObject(dimensions.All.Select(each => KeyValuePair.Create(
                    _context.Text(each["Name"]) ?? "", (JsonNode?)Text(each["Value"], true))));
                break;
            case "AWS::IAM::Role" when resource["Policies"] is ListValue policies:
                values["inline_policy"] = new JsonArray(
                    [.. policies.All.Select(each => new JsonObject { ["name"] = _context.Text(each["PolicyName"]), ["policy"] = _context.Json(each["PolicyDocument"] ?? each) })]);
                break;
            case "AWS::ApiGateway::UsagePlan" when resource["ApiStages"] is ListValue stages:
                values["api_stages"] = new JsonArray([.. stages.All.Select(Stage)]);
                break;
            case "AWS::ApiGatewayV2::Stage" when resource["RouteSettings"] is MapValue settings:
                values["route_settings"] = new JsonArray(
                    [.. settings.Properties.Select(each => Merged(Snake(each.Value).AsObject(), "route_key", each.Name))]);
                break;
            case "AWS::IAM::Policy":
                values["role"] = Text(resource["Roles"]?.Items[0], true);
                break;
            case "AWS::IAM::ManagedPolicy" when resource["Roles"] is { } roles:
                foreach (var (index, role) in roles.Items.Index())
                {
                    _plan.With(
                        $"aws_iam_role_policy_attachment.a{index}",
                        Json(new() { ["role"] = Text(role, true), ["policy_arn"] = $"<ref {address}.arn>" }));
                }

                break;
        }

        _plan.With(address, Json(values));
    }

    private JsonObject Stage(Value stage)
    {
        var block = new JsonObject { ["api_id"] = Text(stage["ApiId"], true), ["stage"] = Text(stage["Stage"], true) };
        if (stage["Throttle"] is MapValue throttles)
        {
            block["throttle"] = new JsonArray(
                [.. throttles.Properties.Select(each => Merged(Snake(each.Value).AsObject(), "path", each.Name))]);
        }

        return block;
    }

    private static JsonObject Merged(JsonObject map, string name, string value)
    {
        map[name] = value;
        return map;
    }

    private void Method(Resource method, string address, JsonObject values)
    {
        if (_context.Text(method["Path"]) is { } path)
        {
            values["resource_id"] = ResourceOf(path, Text(method["RestApiId"], true));
        }

        if (method["Integration"] is not MapValue integration)
        {
            return;
        }

        var part = Values("aws_api_gateway_integration", integration);
        foreach (var same in new[] { "rest_api_id", "resource_id", "http_method" })
        {
            part[same] = values[same]?.DeepClone();
        }

        foreach (var (index, response) in (integration["IntegrationResponses"]?.Items ?? []).Index())
        {
            var own = Values("aws_api_gateway_integration_response", response as MapValue ?? integration);
            foreach (var same in new[] { "rest_api_id", "resource_id", "http_method" })
            {
                own[same] = values[same]?.DeepClone();
            }

            _plan.With($"aws_api_gateway_integration_response.{address.Split('.')[1]}_{index}", Json(own));
        }

        _plan.With($"aws_api_gateway_integration.{address.Split('.')[1]}", Json(part));
    }

    // The resources that lead to a path.
    private string ResourceOf(string path, string? api)
    {
        if (path.Length <= 1)
        {
            return api?.Replace(".id>", ".root_resource_id>", StringComparison.Ordinal) ?? "";
        }

        var key = $"{api} {path}";
        if (!_paths.TryGetValue(key, out var found))
        {
            var parent = ResourceOf(path[..Math.Max(1, path.LastIndexOf('/'))], api);
            _paths[key] = found = FormattableString.Invariant($"aws_api_gateway_resource.p{_paths.Count}");
            _plan.With(
                found, Json(new() { ["rest_api_id"] = api, ["parent_id"] = parent, ["path_part"] = path[(path.LastIndexOf('/') + 1)..] }));
        }

        return $"<ref {found}.id>";
    }

    private void Settings(Resource stage, Value? settings, string address)
    {
        foreach (var (index, setting) in (settings?.Items ?? []).Index())
        {
            var path = (_context.Text(setting["ResourcePath"]) ?? "/*")
                .TrimStart('/')
                .Replace("~1", "/", StringComparison.Ordinal)
                .TrimStart('/');
            var block = Snake(setting).AsObject();
            block.Remove("resource_path");
            block.Remove("http_method");
            _plan.With($"aws_api_gateway_method_settings.{address.Split('.')[1]}_{index}", Json(new()
            {
                ["rest_api_id"] = Text(stage["RestApiId"], true),
                ["stage_name"] = Text(stage["StageName"], true),
                ["method_path"] = $"{path}/{_context.Text(setting["HttpMethod"]) ?? "*"}",
                ["settings"] = new JsonArray(block),
            }));
        }
    }

    private JsonObject Values(string type, MapValue properties)
    {
        var values = new JsonObject();
        foreach (var attribute in ResourceMappings.For(type)?.Attributes ?? [])
        {
            Value? value = properties;
            foreach (var step in attribute.To)
            {
                value = value is ListValue list ? list.All.FirstOrDefault()?[step] : value?[step];
            }

            if (value is not null && Converted(attribute.Kind, value) is { } json)
            {
                Put(values, attribute.From, json);
            }
        }

        return values;
    }

    private JsonNode? Converted(AttributeKind kind, Value value) => kind switch
    {
        AttributeKind.Policy => value is MapValue ? _context.Json(value) : Text(value, false),
        AttributeKind.Blocks => value is ListValue list ? new JsonArray([.. list.All.Select(Snake)]) : new JsonArray(Snake(value)),
        _ => value switch
        {
            ListValue list => new JsonArray([.. list.All.Select(item => Converted(kind, item))]),
            MapValue map =>
                new JsonObject(map.Properties.Select(property => KeyValuePair.Create(
                    property.Name, Converted(kind, property.Value["Required"] ?? property.Value)))),
            _ => Text(value, kind is not AttributeKind.Plain),
        },
    };

    // Blocks hold their members by Terraform's names, and other blocks as lists.
    private JsonNode Snake(Value value) => value switch
    {
        MapValue map =>
            new JsonObject(map.Properties.Select(property => KeyValuePair.Create(
                Snake(property.Name),
                (JsonNode?)(property.Value is MapValue inner ? new JsonArray(Snake(inner)) : Snake(property.Value))))),
        ListValue list => new JsonArray([.. list.All.Select(Snake)]),
        _ => JsonValue.Create(Text(value, true)) ?? JsonValue.Create(""),
    };

    private static string Snake(string name) => name switch
    {
        "Rules" => "rule",
        "Statements" => "statement",
        "TextTransformations" => "text_transformation",
        "RuleLabels" => "rule_label",
        "IPSetReferenceStatement" => "ip_set_reference_statement",
        "IPSetForwardedIPConfig" => "ip_set_forwarded_ip_config",
        _ =>
            string.Concat(name.Select((character, index) => char.IsUpper(character) && index > 0
                ? $"_{char.ToLowerInvariant(character)}"
                : $"{char.ToLowerInvariant(character)}")),
    };

    private string? Text(Value? value, bool isLink)
    {
        if (value is not TextValue text)
        {
            return value is OpenValue open ? $"<ref local.{open.Because.Length}>" : _context.Text(value);
        }

        var references = text.Pieces.OfType<ReferencePiece>().Where(piece => _addresses.ContainsKey(piece.Id)).ToList();
        if (text.OpenBecause is not null)
        {
            return $"<ref local.{string.Concat(text.Pieces.OfType<OpenPiece>().Select(piece => piece.Name.Where(char.IsAsciiLetterOrDigit)).SelectMany(each => each))}>";
        }

        return references is [] || !isLink ? _context.Text(value) : $"<ref {string.Join(", ", references.Select(Attribute))}>";
    }

    private string Attribute(ReferencePiece piece) => $"{_addresses[piece.Id]}.{piece.Attribute switch
    {
        null => "id",
        "Arn" => "arn",
        "RootResourceId" => "root_resource_id",
        "Name" => "name",
        "Stage" => "stage_name",
        "ProviderURL" => "endpoint",
        "ProviderName" => "endpoint",
        var other => Snake(other),
    }}";

    private static string Json(JsonObject values) => values.ToJsonString(new JsonSerializerOptions());

    private static void Put(JsonObject map, ImmutableArray<string> path, JsonNode value)
    {
        for (var at = 0; at < path.Length - 1; at++)
        {
            map[path[at]] ??= new JsonArray(new JsonObject());
            map = map[path[at]]?[0]?.AsObject() ?? [];
        }

        map[path[^1]] = value;
    }
}
