using System.Collections.Immutable;
using System.Text.Json;

namespace Auditor.EndToEnd.Tests.Moto;

/// <summary>That a rule is broken by something that a template makes.</summary>
internal sealed record Verdict(string Template, string Rule, string? Stage, string? Route)
{
    /// <summary>What findings.json has of what is flagged, by the template that it comes from.</summary>
    public static ImmutableHashSet<Verdict> Of(byte[] findings, Func<JsonElement, string?> template)
    {
        using var document = JsonDocument.Parse(findings);
        return
        [
            .. from finding in document.RootElement.GetProperty("findings").EnumerateArray()
               where finding.GetProperty("outcome").GetString() is "flagged"
               let name = template(finding)
               where name is not null
               select new Verdict(name, Member(finding, "ruleId") ?? "", Member(finding, "stage"), Member(finding, "route")),
        ];
    }

    public override string ToString() => string.Join(' ', new[] { Template, Rule, Stage, Route }.OfType<string>());

    private static string? Member(JsonElement finding, string name) =>
        finding.TryGetProperty(name, out var value) ? value.GetString() : null;
}
