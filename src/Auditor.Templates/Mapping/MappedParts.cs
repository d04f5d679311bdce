namespace Auditor.Templates.Mapping;

/// <summary>The stages and routes of each API of a source map, looked up once for all findings.</summary>
internal sealed class MappedParts(IReadOnlyDictionary<string, MappedResource> sourceMap)
{
    private readonly Dictionary<string, List<MappedResource>> _lists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, (int Index, MappedResource Stage)>> _stages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _hasOtherRoutes = new(StringComparer.Ordinal);

    /// <summary>The pointer of the API that a pointer leads into.</summary>
    public static string ApiOf(string pointer) => string.Join('/', pointer.Split('/').Take(5));

    public IReadOnlyList<MappedResource> Routes(string api) => List($"{api}/routes");

    public IReadOnlyList<MappedResource> Stages(string api) => List($"{api}/stages");

    /// <summary>The stage of that name, one that is written down before one that stands in for it.</summary>
    public (int Index, MappedResource Stage)? Stage(string api, string name)
    {
        if (!_stages.TryGetValue(api, out var stages))
        {
            _stages[api] = stages = new(StringComparer.Ordinal);
            foreach (var each in Stages(api).Index().OrderBy(each => each.Item.Resource is null))
            {
                stages.TryAdd(each.Item.Name, each);
            }
        }

        return stages.TryGetValue(name, out var found) ? found : null;
    }

    /// <summary>Whether routes of the API are elsewhere.</summary>
    public bool HasOtherRoutes(string api)
    {
        if (!_hasOtherRoutes.TryGetValue(api, out var has))
        {
            _hasOtherRoutes[api] = has = Routes(api).Any(route => route.StandsIn is not null)
                || sourceMap.GetValueOrDefault(api) is { StandsIn: not null };
        }

        return has;
    }

    private List<MappedResource> List(string pointer)
    {
        if (!_lists.TryGetValue(pointer, out var list))
        {
            _lists[pointer] = list = [];
            while (sourceMap.TryGetValue($"{pointer}/{list.Count}", out var next))
            {
                list.Add(next);
            }
        }

        return list;
    }
}
