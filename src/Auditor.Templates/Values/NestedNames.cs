namespace Auditor.Templates.Values;

/// <summary>
/// Gives the resources of a nested stack names of their own within the template around it: two may have the same logical id.
/// </summary>
internal sealed class NestedNames(string stack)
{
    // Before the ids of the template around it in what it passes down, until all names are made.
    private const string Outer = "\u0001";

    /// <summary>What the template around it passes down.</summary>
    public static Value Passed(Value value) =>
        Mapped(value, piece => piece with { Id = $"{Outer}{piece.Id}" });

    /// <summary>What the nested stack says, in the names of the template around it.</summary>
    public Value Renamed(Value value) => Mapped(value, piece => piece with { Id = Id(piece.Id) });

    public string Id(string id) => id.StartsWith(Outer, StringComparison.Ordinal) ? id[Outer.Length..] : $"{stack}.{id}";

    public Resource Renamed(Resource resource) => resource with
    {
        Id = Id(resource.Id),
        Path = resource.Path,
        Properties = Renamed(resource.Properties) as MapValue ?? resource.Properties,
    };

    private static Value Mapped(Value value, Func<ReferencePiece, ReferencePiece> rename) => value switch
    {
        TextValue text when text.Pieces.Any(piece => piece is ReferencePiece) =>
            text with { Pieces = [.. text.Pieces.Select(piece => piece is ReferencePiece reference ? rename(reference) : piece)] },
        ListValue list => list with { All = [.. list.All.Select(item => Mapped(item, rename))] },
        MapValue map => map with
        {
            Properties = [.. map.Properties.Select(property => property with { Value = Mapped(property.Value, rename) })],
        },
        _ => value,
    };
}
