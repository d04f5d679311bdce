namespace Auditor.Templates.Documents;

/// <summary>An object. Of a key that is written twice the last one holds, as in CloudFormation.</summary>
internal sealed record MapNode(Span Span, ImmutableArray<MapEntry> Entries) : Node(Span)
{
    // Most have few entries, and a table for each would be most of what a template takes.
    private const int MostScanned = 8;

    private Dictionary<string, MapEntry>? _byKey;

    public MapEntry? Entry(string key)
    {
        if (Entries.Length > MostScanned)
        {
            // Two threads may make it at once: either is right.
            return (_byKey ??= ByKey()).GetValueOrDefault(key);
        }

        for (var index = Entries.Length - 1; index >= 0; index--)
        {
            if (Entries[index].Key == key)
            {
                return Entries[index];
            }
        }

        return null;
    }

    public Node? this[string key] => Entry(key)?.Value;

    /// <summary>The entries that hold, in the order of the file.</summary>
    public IEnumerable<MapEntry> Effective => Entries.Where(entry => ReferenceEquals(Entry(entry.Key), entry));

    private Dictionary<string, MapEntry> ByKey()
    {
        var entries = new Dictionary<string, MapEntry>(Entries.Length, StringComparer.Ordinal);
        foreach (var entry in Entries)
        {
            entries[entry.Key] = entry;
        }

        return entries;
    }
}
