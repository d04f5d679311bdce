using System.Text;
using System.Text.Json.Nodes;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;

namespace Auditor.Rules.Tests;

/// <summary>
/// Whatever one part of the inventory is missing: who reads "could not tell" learns what was not read, why, and what to do.
/// </summary>
public sealed class UnreadParts
{
    private const string NotCollected = """{"unknown":{"because":"It was not collected."}}""";

    private static readonly byte[] Whole = InventoryFile.Write(WorstEstate.Make());

    [Fact]
    [Trait("Category", "Exhaustive")]
    public void A_part_that_was_not_collected_is_told_with_what_and_what_to_do()
    {
        var told = Messages().Distinct(StringComparer.Ordinal).ToList();

        // The parts of an inventory that can be missing are many, and rules read most of them.
        told.Count.ShouldBeGreaterThan(50);
        told.ShouldAllBe(message => IsWholeAnswer(message));
    }

    // What it is about, and what to do: neither a sentence about "it", nor one that ends with the fact that something is missing.
    private static bool IsWholeAnswer(string message) =>
        message.EndsWith('.')
        && !message.StartsWith("It ", StringComparison.Ordinal)
        && !message.Contains("not collected", StringComparison.Ordinal)
        && (message.Contains("collect", StringComparison.Ordinal) || message.Contains('\''));

    private static IEnumerable<string> Messages()
    {
        var before = Untold(InventoryFile.Read(Whole)).ToHashSet(StringComparer.Ordinal);
        foreach (var path in Members(JsonNode.Parse(Whole).ShouldNotBeNull(), "").DistinctBy(WithoutNumbers, StringComparer.Ordinal))
        {
            foreach (var message in Without(path) is { } estate ? Untold(estate) : [])
            {
                if (!before.Contains(message))
                {
                    yield return message;
                }
            }
        }
    }

    private static IEnumerable<string> Untold(Estate estate) =>
        Audit.Run(estate, EveryRule.All).Findings.Where(finding => finding.Outcome is Outcome.Inconclusive)
            .Select(finding => finding.Message);

    // Only what can be unknown is read where an unknown stands.
    private static Estate? Without(string path)
    {
        var root = JsonNode.Parse(Whole).ShouldNotBeNull();
        var steps = path.Split('/')[1..];
        var parent = steps[..^1]
            .Aggregate(
                root,
                (node, step) => (node is JsonArray list ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)] : node[step]).ShouldNotBeNull());
        parent[steps[^1]] = JsonNode.Parse(NotCollected);
        try
        {
            return InventoryFile.Read(Encoding.UTF8.GetBytes(root.ToJsonString()));
        }
        catch (InventoryFormatException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Members(JsonNode node, string path) => node switch
    {
        JsonObject members => members.SelectMany(member => Members(member.Value, $"{path}/{member.Key}", isMember: true)),
        JsonArray list => list.SelectMany((item, index) => Members(item, $"{path}/{index}", isMember: false)),
        _ => [],
    };

    private static IEnumerable<string> Members(JsonNode? node, string path, bool isMember) =>
        (isMember && !path.Contains('~', StringComparison.Ordinal) ? [path] : Array.Empty<string>())
            .Concat(node is null ? [] : Members(node, path));

    private static string WithoutNumbers(string path) =>
        string.Join('/', path.Split('/').Select(step => step.All(char.IsAsciiDigit) ? "*" : step));
}
