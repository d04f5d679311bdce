using Auditor.Core.Findings;
using Auditor.Templates.Documents;

namespace Auditor.Templates.Terraform;

/// <summary>An attribute or block of a planned resource: what is known of it, what is not, and what the configuration says.</summary>
internal sealed record PlanAttribute(Node? Value, Node? Unknown, Node? Expression, SourcePlace Place, bool HasConfiguration)
{
    public static PlanAttribute Of(PlannedResource resource) =>
        new(resource.Values, resource.Unknown, resource.Expressions, resource.Place, resource.Expressions is not null);

    /// <summary>Whether it is set and its value is not known before the plan is applied.</summary>
    /// <remarks>What a provider computes by itself is unknown too; only the configuration tells that nobody set it.</remarks>
    public bool IsUnknown => Unknown is TextNode { Text: "true" } && (Expression is not null || !HasConfiguration);

    public bool IsNull => Value is null or TextNode { IsNull: true };

    /// <summary>A member; of a block, which is a list of one, of the block.</summary>
    public PlanAttribute Member(string name)
    {
        var entry = (First(Value) as MapNode)?.Entry(name);
        return this with
        {
            Value = entry?.Value,
            Unknown = First(Unknown) switch { MapNode map => map[name], TextNode all => all, _ => null },
            Expression = First(Expression) switch { MapNode map when IsExpression(map) => map, MapNode map => map[name], _ => null },
            Place = entry is { } found
                ? found.KeyPlace with { EndLine = found.Value.Place.EndLine, EndColumn = found.Value.Place.EndColumn }
                : Place,
        };
    }

    /// <summary>The items of a list or a set, or the blocks of a kind.</summary>
    public IEnumerable<PlanAttribute> Items()
    {
        var (values, unknown) = ((Value as ListNode)?.Items ?? [], (Unknown as ListNode)?.Items ?? []);
        var expressions = (Expression as ListNode)?.Items ?? [];
        for (var index = 0; index < Math.Max(values.Length, unknown.Length); index++)
        {
            var value = index < values.Length ? values[index] : null;
            yield return this with
            {
                Value = value,
                Unknown = index < unknown.Length ? unknown[index] : null,
                Expression = expressions is [] ? Expression : index < expressions.Length ? expressions[index] : expressions[^1],
                Place = value?.Place ?? Place,
            };
        }
    }

    private static bool IsExpression(MapNode map) => map["references"] is ListNode || map.Entry("constant_value") is not null;

    private static Node? First(Node? node) => node is ListNode list ? list.Items.FirstOrDefault() : node;
}
