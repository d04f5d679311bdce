using Auditor.Templates.Documents;

namespace Auditor.Templates.CloudFormation;

/// <summary>
/// The files that a template names by a path beside it: OpenAPI documents (<c>DefinitionUri</c>, <c>BodyS3Location</c>), nested stacks
/// (<c>TemplateURL</c>, <c>Location</c>, CDK's <c>aws:asset:path</c>) and what <c>AWS::Include</c> includes.
/// </summary>
internal sealed class IncludedFiles
{
    private static readonly ImmutableHashSet<string> Keys =
        ["DefinitionUri", "BodyS3Location", "Location", "TemplateURL", "aws:asset:path"];

    private readonly Dictionary<string, MapNode> _byPath = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    private IncludedFiles()
    {
    }

    /// <summary>What findings call them.</summary>
    public IEnumerable<string> Names => _names;

    public MapNode? this[string path] => _byPath.GetValueOrDefault(path);

    public static IncludedFiles In(Node root, NearbyFiles? nearby)
    {
        var files = new IncludedFiles();
        if (nearby is not null)
        {
            files.Collect(root, nearby);
        }

        return files;
    }

    private void Collect(Node node, NearbyFiles nearby)
    {
        foreach (var inner in node switch
        {
            MapNode map => map.Entries.Select(entry => entry.Value),
            ListNode list => list.Items,
            _ => [],
        })
        {
            Collect(inner, nearby);
        }

        foreach (var path in ((node as MapNode)?.Entries ?? [])
            .Where(entry => Keys.Contains(entry.Key))
            .Select(entry => entry.Value)
            .OfType<TextNode>()
            .Select(text => text.Text))
        {
            if (!_byPath.ContainsKey(path) && nearby.Read(path) is { } file && Document(file.Name, file.Bytes) is { } document)
            {
                _byPath[path] = document;
                _names.Add(file.Name);
            }
        }
    }

    // What cannot be read is open, as if it were not there.
    private static MapNode? Document(string name, byte[] bytes)
    {
        try
        {
            return DocumentReader.Read(name, bytes) as MapNode;
        }
        catch (UnreadableException)
        {
            return null;
        }
    }
}
