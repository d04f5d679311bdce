using Auditor.Templates.Values;

namespace Auditor.Templates.Sam;

/// <summary>
/// Merges what a template sets for all resources of a kind into each: maps into maps, lists behind lists, and else the resource's own value
/// holds.
/// </summary>
internal static class Globals
{
    public static MapValue Into(MapValue? globals, string section, Resource resource, Value? ignored = null)
    {
        var ignore = ignored ?? resource.IgnoreGlobals;
        if (globals?[section] is not MapValue all || ignore is TextValue { Literal: "*" })
        {
            return resource.Properties;
        }

        var left = ignore is ListValue names
            ? names.All.OfType<TextValue>().Select(name => name.Literal).ToHashSet(StringComparer.Ordinal)
            : [];
        return Merged(
            all with { Properties = all.Properties.RemoveAll(property => left.Contains(property.Name)) }, resource.Properties) as MapValue
            ?? resource.Properties;
    }

    private static Value Merged(Value all, Value own)
    {
        switch (all, own)
        {
            case (MapValue globals, MapValue map):
                var properties = globals.Properties.Where(property => map.Find(property.Name) is null).ToList();
                properties.AddRange(map.Properties.Select(property => globals.Find(property.Name) is { } same
                    ? property with { Value = Merged(same.Value, property.Value) }
                    : property));
                return map with { Properties = [.. properties] };
            case (ListValue globals, ListValue list):
                return list with { All = [.. globals.All, .. list.All] };
            default:
                return own;
        }
    }
}
