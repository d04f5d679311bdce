using Auditor.Templates.Documents;

namespace Auditor.Templates.CloudFormation;

/// <summary>A parameter of a template.</summary>
internal sealed record Parameter(string Name, string Type, Node? Default, ImmutableArray<string> AllowedValues, bool NoEcho)
{
    public bool IsList => Type.StartsWith("List<", StringComparison.Ordinal) || Type is "CommaDelimitedList";

    /// <summary>Whether the value is the name of something that is looked up when the template is deployed.</summary>
    public bool IsLookedUp => Type.StartsWith("AWS::SSM::Parameter::", StringComparison.Ordinal);

    public static Parameter Of(MapEntry entry)
    {
        var map = entry.Value as MapNode;
        return new(
            entry.Key,
            (map?["Type"] as TextNode)?.Text ?? "String",
            map?["Default"],
            [.. ((map?["AllowedValues"] as ListNode)?.Items ?? []).OfType<TextNode>().Select(text => text.Text)],
            (map?["NoEcho"] as TextNode)?.Text.Equals("true", StringComparison.OrdinalIgnoreCase) is true);
    }
}
