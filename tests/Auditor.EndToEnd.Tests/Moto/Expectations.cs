using System.Text.Json;

namespace Auditor.EndToEnd.Tests.Moto;

/// <summary>tests/moto/expected.json: what must be found in the estate that seed.py makes.</summary>
public sealed record Expectations
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public required IReadOnlyDictionary<string, ExpectedRule> Rules { get; init; }

    public required IReadOnlyList<ExpectedGap> Gaps { get; init; }

    public static Expectations Read()
    {
        using var file = File.OpenRead(Path.Combine(Repository.Root, "tests", "moto", "expected.json"));
        return JsonSerializer.Deserialize<Expectations>(file, Options).ShouldNotBeNull();
    }

    /// <summary>Each miss and each false alarm of the rules that are expected here, given 'findings' of findings.json.</summary>
    public IReadOnlyList<string> Differences(JsonElement findings, IReadOnlyDictionary<string, string> usagePlans)
    {
        var flagged = findings.EnumerateArray()
            .Where(finding => finding.GetProperty("outcome").GetString() is "flagged")
            .ToLookup(finding => finding.GetProperty("ruleId").GetString(), StringComparer.Ordinal);
        return [.. Rules.SelectMany(rule => rule.Value.Differences([.. flagged[rule.Key]], usagePlans))];
    }
}
