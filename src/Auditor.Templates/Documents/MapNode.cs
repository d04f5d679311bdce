using Auditor.Core.Findings;

namespace Auditor.Templates.Documents;

/// <summary>An object. Of a key that is written twice the last one holds, as in CloudFormation.</summary>
internal sealed record MapNode(SourcePlace Place, ImmutableArray<MapEntry> Entries) : Node(Place)
{
    private readonly Lazy<Dictionary<string, MapEntry>> _byKey = new(() =>
    {
        var entries = new Dictionary<string, MapEntry>(StringComparer.Ordinal);
        foreach (var entry in Entries)
        {
            entries[entry.Key] = entry;
        }

        return entries;
    });

    public MapEntry? Entry(string key) => _byKey.Value.GetValueOrDefault(key);

    public Node? this[string key] => Entry(key)?.Value;

    /// <summary>The entries that hold, in the order of the file.</summary>
    public IEnumerable<MapEntry> Effective => Entries.Where(entry => ReferenceEquals(Entry(entry.Key), entry));
}
