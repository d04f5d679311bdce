using System.Text;
using System.Text.Json.Nodes;
using Auditor.Cli.Tests.Support;
using Auditor.Core.Inventory;

namespace Auditor.Cli.Tests;

/// <summary>
/// Inventories travel, are edited and are made by other programs: whatever one holds is judged or refused, and never our internal error.
/// </summary>
public sealed class DamagedInventoryTests : CliTests
{
    private static readonly byte[] Whole = InventoryFile.Write(Estates.Of(Estates.ScopeWith(
        Estates.OpenApi("orders"), Estates.ApiWithoutStage("old") with { Tags = Estates.Tags })));

    public static TheoryData<string, string> Replacements => new()
    {
        { "null", "null" },
        { "a number", "7" },
        { "an empty text", "\"\"" },
        { "an empty list", "[]" },
        { "a list with null", "[null]" },
        { "an empty object", "{}" },
    };

    [Theory]
    [MemberData(nameof(Replacements))]
    public async Task Anything_in_the_place_of_any_value(string what, string replacement)
    {
        for (var index = 1; ; index++)
        {
            var root = JsonNode.Parse(Whole)!;
            if (Everything(root).ElementAtOrDefault(index) is not { } node)
            {
                index.ShouldBeGreaterThan(30);
                return;
            }

            var path = node.GetPath();
            node.ReplaceWith(JsonNode.Parse(replacement));
            Input = Encoding.UTF8.GetBytes(root.ToJsonString());

            var run = await Run("check", "--inventory", "-", "--format", "json");

            run.ExitCode.ShouldNotBe(ExitCode.InternalError, $"{path} is {what}: {run.Error}");
        }
    }

    private static IEnumerable<JsonNode> Everything(JsonNode node) =>
    [
        node,
        .. node switch
        {
            JsonObject map => map.Select(member => member.Value).OfType<JsonNode>().SelectMany(Everything),
            JsonArray list => list.OfType<JsonNode>().SelectMany(Everything),
            _ => [],
        },
    ];
}
