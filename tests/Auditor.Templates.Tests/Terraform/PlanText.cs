using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Auditor.Templates.Tests.Terraform;

/// <summary>Writes plans as <c>terraform show -json</c> does (Terraform, "JSON Output Format"), from lines that are shorter.</summary>
/// <remarks>
/// In the attributes a text <c>&lt;ref type.name.attribute&gt;</c> is a reference whose value is not known yet, <c>&lt;ref ... =
/// text&gt;</c> one whose value is, and <c>&lt;computed&gt;</c> what the provider works out by itself; <c>for_each</c> is what that goes
/// through.
/// </remarks>
internal sealed partial class PlanText
{
    private readonly Dictionary<string, JsonObject> _modules = new(StringComparer.Ordinal) { [""] = new() { ["resources"] = new JsonArray() } };
    private readonly JsonArray _changes = [];
    private readonly JsonObject _configuration = new() { ["resources"] = new JsonArray() };

    public bool HasConfiguration { get; init; } = true;

    /// <summary>A resource that is made, unless other actions are named: its address, with the module's, and its attributes.</summary>
    public PlanText With(string address, string attributes = "{}", params string[] actions)
    {
        var parts = Address().Match(address);
        var (module, type, name) = (parts.Groups["module"].Value.TrimEnd('.'), parts.Groups["type"].Value, parts.Groups["name"].Value);
        var isData = parts.Groups["data"].Success;
        var (values, unknown, expressions) = (new JsonObject(), new JsonObject(), new JsonObject());
        JsonNode? each = null;
        foreach (var (key, value) in JsonNode.Parse(attributes)?.AsObject() ?? [])
        {
            var (known, later, expression) = Split(value);
            if (key is "for_each")
            {
                each = expression;
                continue;
            }

            Set(values, key, known);
            Set(unknown, key, later);
            Set(expressions, key, expression);
        }

        IReadOnlyList<string> done = actions is [] ? [isData ? "read" : "create"] : actions;
        JsonObject Header() => new()
        {
            ["address"] = address,
            ["mode"] = isData ? "data" : "managed",
            ["type"] = type,
            ["name"] = name,
            ["index"] = parts.Groups["index"].Success ? JsonNode.Parse(parts.Groups["index"].Value) : null,
        };

        if (done is not ["delete"])
        {
            var planned = Header();
            planned["values"] = values.DeepClone();
            ModuleOf(module)["resources"]?.AsArray().Add(planned);
        }

        var change = Header();
        if (module.Length > 0)
        {
            change["module_address"] = module;
        }

        change["change"] = new JsonObject
        {
            ["actions"] = new JsonArray([.. done.Select(action => (JsonNode)action)]),
            ["after"] = done is ["delete"] ? null : values,
            ["after_unknown"] = unknown,
        };
        _changes.Add(change);
        var own = isData ? $"data.{type}.{name}" : $"{type}.{name}";
        var configured = Configured(module)["resources"]?.AsArray() ?? [];
        if (configured.All(each => (string?)each?["address"] != own))
        {
            var written = new JsonObject
            {
                ["address"] = own,
                ["mode"] = isData ? "data" : "managed",
                ["type"] = type,
                ["name"] = name,
                ["expressions"] = expressions,
            };
            if (each is not null)
            {
                written["for_each_expression"] = each;
            }

            configured.Add(written);
        }

        return this;
    }

    /// <summary>What a module is given, and what it gives.</summary>
    public PlanText Calling(string module, string given = "{}", string outputs = "{}")
    {
        var name = module.Split('.')[^1].Split('[')[0];
        var at = module.Split('.') is { Length: > 2 } parts ? string.Join('.', parts[..^2]) : "";
        _ = Configured(module);
        var call = Configured(at)["module_calls"]?[name]?.AsObject() ?? [];
        call["expressions"] = Expressions(given);
        foreach (var (key, expression) in Expressions(outputs))
        {
            (call["module"]?.AsObject() ?? [])["outputs"] ??= new JsonObject();
            (call["module"]?["outputs"]?.AsObject() ?? [])[key] = new JsonObject { ["expression"] = expression?.DeepClone() };
        }

        return this;
    }

    public override string ToString()
    {
        var root = _modules[""];
        foreach (var (address, module) in _modules.Where(module => module.Key.Length > 0)
            .OrderByDescending(module => module.Key.Split('.').Length))
        {
            var parent = address.Split('.') is { Length: > 2 } parts ? ModuleOf(string.Join('.', parts[..^2])) : root;
            parent["child_modules"] ??= new JsonArray();
            module["address"] = address;
            parent["child_modules"]?.AsArray().Add(module);
        }

        var plan = new JsonObject
        {
            ["format_version"] = "1.2",
            ["terraform_version"] = "1.9.5",
            ["planned_values"] = new JsonObject { ["root_module"] = root },
            ["resource_changes"] = _changes,
        };
        if (HasConfiguration)
        {
            plan["configuration"] = new JsonObject
            {
                ["provider_config"] = JsonNode.Parse("""{"aws":{"name":"aws","expressions":{"region":{"constant_value":"eu-west-1"}}}}"""),
                ["root_module"] = _configuration,
            };
        }

        return plan.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    private static JsonObject Expressions(string text) => new(
        (JsonNode.Parse(text)?.AsObject() ?? []).Select(each => KeyValuePair.Create<string, JsonNode?>(each.Key, Split(each.Value).Expression)));

    private JsonObject ModuleOf(string address)
    {
        if (!_modules.TryGetValue(address, out var module))
        {
            _modules[address] = module = new() { ["resources"] = new JsonArray() };
        }

        return module;
    }

    private JsonObject Configured(string module)
    {
        var at = _configuration;
        foreach (var name in module.Split('.').Where((_, position) => position % 2 == 1).Select(part => part.Split('[')[0]))
        {
            at["module_calls"] ??= new JsonObject();
            var calls = at["module_calls"]?.AsObject() ?? [];
            calls[name] ??= new JsonObject { ["module"] = new JsonObject { ["resources"] = new JsonArray() } };
            at = calls[name]?["module"]?.AsObject() ?? [];
        }

        return at;
    }

    // What is known, what is not, and what the configuration says.
    private static (JsonNode? Known, JsonNode? Unknown, JsonNode? Expression) Split(JsonNode? value)
    {
        switch (value)
        {
            case JsonValue text when text.TryGetValue(out string? said) && said is "<computed>":
                return (null, true, null);
            case JsonValue text when text.TryGetValue(out string? said) && Reference().Match(said) is { Success: true } match:
                var names = match.Groups["names"].Value.Split(',', StringSplitOptions.TrimEntries)
                    .SelectMany(Named)
                    .Select(name => (JsonNode)name);
                var known = match.Groups["known"];
                return (known.Success ? JsonValue.Create(known.Value)
                    : null, known.Success ? null
                    : true, new JsonObject { ["references"] = new JsonArray([.. names]) });
            case JsonArray list when list.Any(item => item is JsonObject):
                var blocks = list.Select(item => Block(item as JsonObject ?? [])).ToList();
                return (new JsonArray(
                    [.. blocks.Select(block => block.Item1)]), new JsonArray([.. blocks.Select(block => block.Item2)]), new JsonArray([.. blocks.Select(block => block.Item3)]));
            case JsonArray list:
                var items = list.Select(Split).ToList();
                var references = items.SelectMany(item => (item.Expression as JsonObject)?["references"] as JsonArray ?? [])
                    .Select(name => name?.DeepClone())
                    .ToArray();
                return (new JsonArray([.. items.Select(item => item.Known)]), new JsonArray([.. items.Select(item => item.Unknown ?? false)]),
                    references is [] ? new JsonObject { ["constant_value"] = list.DeepClone() } : new JsonObject { ["references"] = new JsonArray(references) });
            case JsonObject map:
                var (values, unknown, _) = Block(map);
                var named = map.SelectMany(each => (Split(each.Value).Expression as JsonObject)?["references"] as JsonArray ?? [])
                    .Select(name => name?.DeepClone())
                    .ToArray();
                return (values, unknown, named is []
                    ? new JsonObject { ["constant_value"] = map.DeepClone() }
                    : new JsonObject { ["references"] = new JsonArray(named) });
            case null:
                return (null, null, null);
            default:
                return (value.DeepClone(), null, new JsonObject { ["constant_value"] = value.DeepClone() });
        }
    }

    private static (JsonObject, JsonObject, JsonObject) Block(JsonObject map)
    {
        var (values, unknown, expressions) = (new JsonObject(), new JsonObject(), new JsonObject());
        foreach (var (key, value) in map)
        {
            var (known, later, expression) = Split(value);
            Set(values, key, known);
            Set(unknown, key, later);
            Set(expressions, key, expression);
        }

        return (values, unknown, expressions);
    }

    private static void Set(JsonObject map, string key, JsonNode? value)
    {
        if (value is not null)
        {
            map[key] = value;
        }
    }

    // "aws_api_gateway_rest_api.a.id" is listed with "aws_api_gateway_rest_api.a" behind it.
    private static IEnumerable<string> Named(string reference)
    {
        yield return reference;
        for (var at = reference.LastIndexOf('.'); at > 0
            && reference[..at].Contains('.', StringComparison.Ordinal); at = reference.LastIndexOf('.', at - 1))
        {
            yield return reference[..at];
        }
    }

    [GeneratedRegex(@"^<ref (?<names>[^=]*?)( = (?<known>.*))?>$", RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();

    [GeneratedRegex(
        """^(?<module>(module\.[a-z_]+(\[[^\]]*\])?\.)*)(?<data>data\.)?(?<type>[a-z0-9_]+)\.(?<name>[a-z0-9_]+)(\[(?<index>[^\]]*)\])?$""",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Address();
}
