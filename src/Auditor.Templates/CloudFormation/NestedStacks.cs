using Auditor.Templates.Documents;
using Auditor.Templates.Values;

namespace Auditor.Templates.CloudFormation;

/// <summary>
/// The stacks that a template nests whose templates are beside it: their resources, with what is passed down, and their outputs.
/// </summary>
internal sealed class NestedStacks(
    Expressions expressions,
    MapNode root,
    Func<string, MapNode, Func<string, Value?>, (ResourceSet Set, Func<string, Value?> Output)?> deploy)
{
    private readonly Dictionary<string, (ResourceSet Set, Func<string, Value?> Output)?> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _busy = new(StringComparer.Ordinal);

    /// <summary>Other names of the resources of those that were read.</summary>
    public IEnumerable<KeyValuePair<string, string>> Aliases => _known
        .Where(each => each.Value is not null)
        .SelectMany(each => (each.Value?.Set.Aliases ?? []).Select(alias =>
            KeyValuePair.Create($"{each.Key}.{alias.Key}", $"{each.Key}.{alias.Value}")));

    /// <summary>The path of a nested stack's template; <see langword="null"/> for what is no nested stack or is elsewhere.</summary>
    public static string? PathOf(MapNode resource) => (resource["Type"] as TextNode)?.Text switch
    {
        "AWS::CloudFormation::Stack" =>
            ((resource["Metadata"] as MapNode)?["aws:asset:path"] as TextNode)?.Text
                ?? ((resource["Properties"] as MapNode)?["TemplateURL"] as TextNode)?.Text,
        "AWS::Serverless::Application" => ((resource["Properties"] as MapNode)?["Location"] as TextNode)?.Text,
        _ => null,
    };

    /// <summary>The resources of a nested stack; <see langword="null"/> where it is none or its template is not there.</summary>
    public IEnumerable<Resource>? Of(string id) =>
        Deployed(id) is { } deployed ? deployed.Set.Resources.Select(new NestedNames(id).Renamed) : null;

    /// <summary>What it gives back.</summary>
    public Value? Output(string id, string name) =>
        Deployed(id) is { } deployed && deployed.Output(name) is { } value ? new NestedNames(id).Renamed(value) : null;

    private (ResourceSet Set, Func<string, Value?> Output)? Deployed(string id)
    {
        if (_known.TryGetValue(id, out var known))
        {
            return known;
        }

        // Two that wait for each other cannot be deployed.
        if ((root["Resources"] as MapNode)?[id] is not MapNode resource || PathOf(resource) is null || !_busy.Add(id))
        {
            return null;
        }

        var parameters = (resource["Properties"] as MapNode)?["Parameters"] as MapNode;
        var deployed = deploy(
            id,
            resource,
            name => expressions.Resolve(parameters?[name]) is { } value ? NestedNames.Passed(value) : null);
        _busy.Remove(id);
        return _known[id] = deployed;
    }
}
