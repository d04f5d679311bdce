using System.Text.Json;

namespace Auditor.EndToEnd.Tests.Moto;

/// <summary>One entry of expected.json: the members that it has say which findings it stands for.</summary>
public sealed record ExpectedThing
{
    public string? Api { get; init; }

    public string? Stage { get; init; }

    public string? Route { get; init; }

    /// <summary>The end of the ARN; '{name}' stands for the id of a usage plan.</summary>
    public string? Resource { get; init; }

    /// <summary>A text that the message or the evidence has.</summary>
    public string? Mentions { get; init; }

    public string? Severity { get; init; }

    public string? Why { get; init; }

    /// <summary>Which thing this is, without what is said about it.</summary>
    public ExpectedThing WithoutVerdict() => this with { Mentions = null, Severity = null, Why = null };

    public override string ToString() => string.Join(" | ", new[] { Severity, Api, Stage, Route, Resource, Mentions }.OfType<string>());

    public bool Matches(JsonElement finding, IReadOnlyDictionary<string, string> usagePlans) =>
        IsOrAny(finding, "apiName", Api)
        && IsOrAny(finding, "stage", Stage)
        && IsOrAny(finding, "route", Route)
        && IsOrAny(finding, "severity", Severity)
        && (Resource is null || Text(finding, "resource").EndsWith(WithIds(Resource, usagePlans), StringComparison.Ordinal))
        && (Mentions is null
            || Text(finding, "message").Contains(Mentions, StringComparison.Ordinal)
            || Evidence(finding).Any(text => text.Contains(Mentions, StringComparison.Ordinal)));

    public static string Describe(JsonElement finding) => string.Join(" | ",
        new[] { "severity", "apiName", "stage", "route", "resource", "message" }
            .Select(member => Text(finding, member))
            .Where(text => text.Length > 0));

    private static bool IsOrAny(JsonElement finding, string member, string? expected) =>
        expected is null || string.Equals(Text(finding, member), expected, StringComparison.Ordinal);

    private static string Text(JsonElement finding, string member) =>
        finding.TryGetProperty(member, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() ?? "" : "";

    // Decoded strings, not raw JSON: there, a name may be written with escapes.
    private static IEnumerable<string> Evidence(JsonElement finding) =>
        finding.TryGetProperty("evidence", out var evidence) ? Strings(evidence) : [];

    private static IEnumerable<string> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString() ?? ""],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Strings(member.Value)),
        _ => [],
    };

    private static string WithIds(string resource, IReadOnlyDictionary<string, string> usagePlans) =>
        usagePlans.Aggregate(resource, (text, plan) => text.Replace($"{{{plan.Key}}}", plan.Value, StringComparison.Ordinal));
}
