using Auditor.Templates.Documents;

namespace Auditor.Templates.CloudFormation;

/// <summary>
/// The values of parameters that somebody gave in a file: an object, CloudFormation's list, or the form of configuration files
/// (<c>Parameters</c>).
/// </summary>
public sealed class ParameterValues
{
    private readonly Dictionary<string, Node> _values = new(StringComparer.Ordinal);

    private ParameterValues()
    {
    }

    /// <summary>No values.</summary>
    public static ParameterValues None { get; } = new();

    /// <summary>Reads a file of parameters.</summary>
    /// <exception cref="UnreadableException">It has none of the forms.</exception>
    public static ParameterValues Read(string file, byte[] bytes)
    {
        var values = new ParameterValues();
        var root = DocumentReader.Read(file, bytes);
        switch (root is MapNode { Entries: var all } && all.Any(entry => entry is { Key: "Parameters" })
            ? ((MapNode)root)["Parameters"]
            : root)
        {
            case MapNode map:
                foreach (var entry in map.Effective)
                {
                    values._values[entry.Key] = entry.Value;
                }

                break;
            case ListNode list:
                foreach (var item in list.Items.OfType<MapNode>())
                {
                    if (item["ParameterKey"] is TextNode key && item["ParameterValue"] is { } value)
                    {
                        values._values[key.Text] = value;
                    }
                }

                break;
            default:
                throw new UnreadableException(
                    "It is neither an object of names and values nor a list of ParameterKey and ParameterValue.", 1);
        }

        return values;
    }

    /// <summary>What is known of where and as what a template is deployed, and the values of its parameters.</summary>
    internal static ParameterValues Of(IEnumerable<(string Name, Node Value)> values)
    {
        var all = new ParameterValues();
        foreach (var (name, value) in values)
        {
            all._values[name] = value;
        }

        return all;
    }

    /// <summary>These, and others for what they do not name.</summary>
    public ParameterValues Or(ParameterValues others)
    {
        ArgumentNullException.ThrowIfNull(others);
        return Of(others._values.Concat(_values).Select(each => (each.Key, each.Value)));
    }

    /// <summary>These, and of others what is no parameter but the place: account, Region.</summary>
    internal ParameterValues With(ParameterValues others) => Of(
        others._values.Where(each => each.Key is "AWS::Region" or "AWS::AccountId" or "AWS::Partition" or "AWS::URLSuffix")
            .Concat(_values)
            .Select(each => (each.Key, each.Value)));

    internal Node? this[string name] => _values.GetValueOrDefault(name);
}
