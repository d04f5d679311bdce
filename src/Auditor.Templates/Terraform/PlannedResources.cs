using Auditor.Templates.Documents;

namespace Auditor.Templates.Terraform;

/// <summary>Lists what is there when a plan has been applied: what is made, changed and left as it is, and not what is deleted.</summary>
internal static class PlannedResources
{
    public static ImmutableArray<PlannedResource> Of(MapNode root)
    {
        var configured = Configured((root["configuration"] as MapNode)?["root_module"] as MapNode);
        var changes = ((root["resource_changes"] as ListNode)?.Items ?? []).OfType<MapNode>()
            .Where(change => change["address"] is TextNode)
            .GroupBy(change => Text(change, "address"), StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Last(), StringComparer.Ordinal);
        var all = new Dictionary<string, PlannedResource>(StringComparer.Ordinal);
        foreach (var (module, resource) in InModule((root["planned_values"] ?? root["values"]) is MapNode values
            ? values["root_module"] as MapNode
            : null))
        {
            var address = Text(resource, "address");
            if (!IsDeleted(changes.GetValueOrDefault(address)))
            {
                all[address] = Made(resource, module, changes.GetValueOrDefault(address), configured);
            }
        }

        foreach (var (address, change) in changes)
        {
            if (!all.ContainsKey(address) && !IsDeleted(change) && (change["change"] as MapNode)?["after"] is MapNode)
            {
                all[address] = Made(change, Text(change, "module_address"), change, configured);
            }
        }

        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. all.Values.Select(resource => resource with { Id = IdOf(resource, taken) })];
    }

    private static PlannedResource Made(
        MapNode resource, string module, MapNode? change, Dictionary<(string Module, string Address), MapNode> configured)
    {
        var (type, name) = (Text(resource, "type"), Text(resource, "name"));
        var isData = Text(resource, "mode") is "data";
        var plain = string.Join('.', AddressPart.Of(module).Select(part => part.Name));
        var what = change?["change"] as MapNode;
        var written = configured.GetValueOrDefault((plain, isData ? $"data.{type}.{name}" : $"{type}.{name}"));
        return new()
        {
            Address = Text(resource, "address"),
            Module = module,
            Type = type,
            Name = name,
            Index = resource["index"] switch
            {
                TextNode { IsQuoted: true } key => $"\"{key.Text}\"",
                TextNode { IsNull: false } number => number.Text,
                _ => null,
            },
            IsData = isData,
            Place = resource.Entry("address") is { } place
                ? resource.Place with { Line = place.KeyPlace.Line, Column = place.KeyPlace.Column }
                : resource.Place,
            Values = resource["values"] as MapNode ?? what?["after"] as MapNode,
            Unknown = what?["after_unknown"],
            Expressions = written?["expressions"] as MapNode,
            Each = written?["for_each_expression"] as MapNode,
            IsUnchanged = what?["actions"] is ListNode { Items: [TextNode { Text: "no-op" or "read" }] },
            IsNew = (what?["actions"] as ListNode)?.Items.Any(action => action is TextNode { Text: "create" }) is true,
        };
    }

    private static bool IsDeleted(MapNode? change) =>
        (change?["change"] as MapNode)?["actions"] is ListNode { Items: [TextNode { Text: "delete" or "forget" }] };

    private static IEnumerable<(string Module, MapNode Resource)> InModule(MapNode? module)
    {
        var open = new Stack<MapNode>();
        if (module is not null)
        {
            open.Push(module);
        }

        while (open.TryPop(out var at))
        {
            foreach (var resource in ((at["resources"] as ListNode)?.Items ?? [])
                .OfType<MapNode>()
                .Where(resource => resource["address"] is TextNode))
            {
                yield return (Text(at, "address"), resource);
            }

            foreach (var inner in ((at["child_modules"] as ListNode)?.Items ?? []).OfType<MapNode>().Reverse())
            {
                open.Push(inner);
            }
        }
    }

    // By the module's address without keys, and the resource's in it.
    private static Dictionary<(string Module, string Address), MapNode> Configured(MapNode? root)
    {
        var all = new Dictionary<(string, string), MapNode>();
        var open = new Stack<(string Address, MapNode Module)>();
        if (root is not null)
        {
            open.Push(("", root));
        }

        while (open.TryPop(out var at))
        {
            foreach (var resource in ((at.Module["resources"] as ListNode)?.Items ?? []).OfType<MapNode>())
            {
                all.TryAdd((at.Address, Text(resource, "address")), resource);
            }

            foreach (var call in (at.Module["module_calls"] as MapNode)?.Effective ?? [])
            {
                if ((call.Value as MapNode)?["module"] is MapNode module)
                {
                    open.Push((at.Address.Length == 0 ? $"module.{call.Key}" : $"{at.Address}.module.{call.Key}", module));
                }
            }
        }

        return all;
    }

    // An API that is deployed has its own id; everything else is known by its address.
    private static string IdOf(PlannedResource resource, HashSet<string> taken)
    {
        var id = resource.Type switch
        {
            "aws_api_gateway_rest_api" or "aws_apigatewayv2_api" when resource.Known("id") is { } own => own,
            "aws_lambda_function" =>
                new([.. resource.Address.Select(character => char.IsAsciiLetterOrDigit(character) || character is '-' ? character : '_')]),
            _ => new([.. resource.Address.Select(character => character is '/' or ':' or '*' or '?' or ' ' ? '_' : character)]),
        };
        for (var (plain, number) = (id, 2); !taken.Add(id); number++)
        {
            id = FormattableString.Invariant($"{plain}-{number}");
        }

        return id;
    }

    private static string Text(MapNode map, string name) => (map[name] as TextNode)?.Text ?? "";
}
