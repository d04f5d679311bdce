using Auditor.Templates.Documents;

namespace Auditor.Templates.Terraform;

/// <summary>
/// Follows the references of a plan's configuration to resources: through variables to callers of a module, through outputs into it.
/// </summary>
internal sealed class PlanReferences(MapNode? configuration, IEnumerable<PlannedResource> resources)
{
    private const int Farthest = 20;

    private static readonly ImmutableHashSet<string> SaysNothing = ["each", "count", "path", "terraform", "self"];

    private readonly ILookup<(string Module, string Type, string Name, bool IsData), PlannedResource> _resources =
        resources.ToLookup(resource => (resource.Module, resource.Type, resource.Name, resource.IsData));

    private readonly ILookup<string, string> _modules = resources.SelectMany(resource => Ancestors(resource.Module))
        .Distinct(StringComparer.Ordinal)
        .ToLookup(Unindexed, StringComparer.Ordinal);

    private readonly ILookup<(string Module, string Type, string Name, bool IsData, string? Index), PlannedResource> _instances =
        resources.ToLookup(resource => (resource.Module, resource.Type, resource.Name, resource.IsData, resource.Index));

    /// <summary>What an expression of a resource names.</summary>
    public ReferenceTargets Of(Node? expression, PlannedResource resource) => Of(expression, resource, 0);

    private ReferenceTargets Of(Node? expression, PlannedResource resource, int depth) =>
        Of(expression, resource.Module, resource.Index, resource.Each, depth);

    private ReferenceTargets Of(Node? expression, string module, string? index, MapNode? each, int depth)
    {
        if (depth > Farthest || expression is not MapNode map)
        {
            return ReferenceTargets.None;
        }

        if (map["references"] is not ListNode list)
        {
            return new([], IsComplete: true);
        }

        var texts = list.Items.OfType<TextNode>().Select(text => text.Text).ToList();
        var isByKey = texts.Exists(text => text is "each.key" or "each.value" or "count.index"
            || text.StartsWith("each.value.", StringComparison.Ordinal));
        // A resource is named twice: with what is asked of it, and by itself.
        var named = texts.Where(text => !texts.Exists(other => other.Length > text.Length
            && other.StartsWith(text, StringComparison.Ordinal)
            && other[text.Length] is '.' or '['));
        var found = named
            .Select(text => Named(Through(AddressPart.Of(text), each), module, isByKey ? index : null, depth))
            .ToList();
        return new(
            [.. found.SelectMany(targets => targets.All).DistinctBy(target => (target.Resource.Address, target.Attribute))],
            found.TrueForAll(targets => targets.IsComplete));
    }

    // Chaining for_each between resources: each.value is the instance of the same key of the resource that for_each goes through.
    private static ImmutableArray<AddressPart> Through(ImmutableArray<AddressPart> parts, MapNode? each) =>
        parts is [{ Name: "each" }, { Name: "value" }, .. var rest]
            && each?["references"] is ListNode { Items: [TextNode { Text: var through }] }
            && AddressPart.Of(through) is [{ Name: not ("var" or "local" or "module" or "data") }, _] resource
            ? [.. resource, .. rest]
            : parts;

    private ReferenceTargets Named(ImmutableArray<AddressPart> parts, string module, string? key, int depth)
    {
        switch (parts)
        {
            case [{ Name: var first }, ..] when SaysNothing.Contains(first):
                return new([], IsComplete: true);
            case [{ Name: "var" }, { Name: var variable }, ..]:
                return Variable(variable, module, depth);
            case [{ Name: "module" }, var called, .. var rest]:
                return Output(called, rest, module, key, depth);
            case [{ Name: "data" }, { Name: var type }, var name, .. var rest]:
                var data = Chosen((module, type, name.Name, true), name.Index, key);
                // What was read before is known, and no plan repeats it.
                return new(
                    [.. data.Select(resource => new ReferenceTarget(resource, rest is [var asked, ..] ? asked.Name : null))],
                    IsComplete: data.Length < 2);
            case [{ Name: var type }, var name, .. var rest] when type is not "local":
                var own = Chosen((module, type, name.Name, false), name.Index, key);
                // An id that a resource was given is that of another.
                return own is [var given] && rest is [{ Name: var argument }]
                    && argument.EndsWith("_id", StringComparison.Ordinal)
                    && given.Expressions?[argument] is { } expression
                    ? Of(expression, given, depth + 1)
                    : new(
                        [.. own.Select(resource => new ReferenceTarget(resource, rest is [var asked, ..] ? asked.Name : null))],
                        IsComplete: own.Length == 1);
            default:
                return ReferenceTargets.None;
        }
    }

    // A variable of the root module is known.
    private ReferenceTargets Variable(string name, string module, int depth)
    {
        if (module.Length == 0)
        {
            return new([], IsComplete: true);
        }

        var (parent, last) = Split(module);
        var call = (Module(parent)?["module_calls"] as MapNode)?[last.Name] as MapNode;
        return (call?["expressions"] as MapNode)?[name] is { } given
            ? Of(given, parent, last.Index, each: null, depth + 1)
            : new([], IsComplete: true);
    }

    private ReferenceTargets Output(AddressPart called, ImmutableArray<AddressPart> rest, string module, string? key, int depth)
    {
        var plain = Joined(module, $"module.{called.Name}");
        var inside = _modules[Unindexed(plain)].Where(address => Split(address).Parent == module).ToList();
        var chosen = called.Index is { } given ? inside.FindAll(address => Split(address).Last.Index == given)
            : key is not null && inside.Count > 1 ? inside.FindAll(address => Split(address).Last.Index == key)
            : inside;
        if (rest is not [var output, ..] || chosen is not [var only]
            || ((Module(only)?["outputs"] as MapNode)?[output.Name] as MapNode)?["expression"] is not { } expression)
        {
            return ReferenceTargets.None;
        }

        return Of(expression, only, Split(only).Last.Index, each: null, depth + 1);
    }

    private ImmutableArray<PlannedResource> Chosen((string Module, string Type, string Name, bool IsData) named, string? index, string? key)
    {
        ImmutableArray<PlannedResource> At(string? which) => [.. _instances[(named.Module, named.Type, named.Name, named.IsData, which)]];
        return index is not null ? At(index)
            : key is not null && At(key) is not [] and var same ? same
            : [.. _resources[named].Take(2)];
    }

    private MapNode? Module(string address)
    {
        var at = configuration?["root_module"] as MapNode;
        foreach (var part in AddressPart.Of(address).Where((_, position) => position % 2 == 1))
        {
            at = ((at?["module_calls"] as MapNode)?[part.Name] as MapNode)?["module"] as MapNode;
        }

        return at;
    }

    private static IEnumerable<string> Ancestors(string module)
    {
        for (var at = module; at.Length > 0; at = Split(at).Parent)
        {
            yield return at;
        }
    }

    private static (string Parent, AddressPart Last) Split(string module)
    {
        var parts = AddressPart.Of(module);
        return parts is [.. var before, _, var last] ? (string.Join('.', before), last) : ("", new("", null));
    }

    private static string Unindexed(string module) => string.Join('.', AddressPart.Of(module).Select(part => part.Name));

    private static string Joined(string module, string step) => module.Length == 0 ? step : $"{module}.{step}";
}
