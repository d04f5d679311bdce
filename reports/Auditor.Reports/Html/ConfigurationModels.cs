using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Auditor.Core.Findings;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Reports.Html;

/// <summary>
/// Says what is shown of the configuration of a thing: its members as they were read, with those that a finding rests on marked.
/// </summary>
/// <param name="inventory">The bytes of <c>inventory.json</c>.</param>
internal sealed class ConfigurationModels(ReadOnlyMemory<byte> inventory)
{
    private const int LongestLine = 160;
    private const int MostLines = 60;
    private const int MostLinesOfMember = 40;

    private readonly Lazy<JsonElement> _root = new(() => Parse(inventory));

    /// <summary>What is shown of the thing that a finding is about; no parts where it is not in the inventory.</summary>
    public ConfigurationModel Of(Finding finding)
    {
        // Of an API of which only one stage is meant, that stage, if it says anything of what the finding rests on.
        if (finding is { Subject: ApiSubject { Api.Stages: { IsKnown: true, Value: var stages } }, Stages: [var name] }
            && stages.Index().FirstOrDefault(stage => stage.Item.Name == name) is { Item: not null, Index: var index }
            && Of(finding, $"{finding.Subject.Pointer}/stages/{index}", isStage: true) is var ofStage
            && ofStage.Parts.Any(part => part.IsMarked))
        {
            return ofStage;
        }

        return Of(finding, finding.Subject.Pointer, isStage: finding.Subject is StageSubject);
    }

    private ConfigurationModel Of(Finding finding, string pointer, bool isStage)
    {
        if (pointer.Length == 0 || At(pointer) is not { ValueKind: JsonValueKind.Object } thing)
        {
            return new(pointer, []);
        }

        var named = finding.Evidence.Where(evidence => evidence.Pointer?.StartsWith(pointer, StringComparison.Ordinal) is not false)
            .SelectMany(evidence => ConfigurationMembers.Of(evidence.What))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var lines = new List<(string Text, bool IsMarked)> { ("{", false) };
        foreach (var member in thing.EnumerateObject())
        {
            lines.AddRange(Member(member, named));
        }

        lines.AddRange(Absent(thing, ConfigurationMembers.OptionalOf(finding.Subject, isStage), named));
        lines.Add(("}", false));
        return new(pointer, Parts(Shortened(lines)));
    }

    private static IEnumerable<(string Text, bool IsMarked)> Member(JsonProperty member, HashSet<string> named)
    {
        var name = JsonSerializer.Serialize(member.Name, JsonStyle.Readable);
        var isMarked = named.Contains(member.Name);
        var whole = $"  {name}: {Flat(member.Value)},";
        if (whole.Length <= LongestLine || member.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            return [(VisibleText.Cut(whole, 4 * LongestLine), isMarked)];
        }

        if (!isMarked)
        {
            return [($"  {name}: {Folded(member.Value)},", false)];
        }

        var lines = JsonSerializer.Serialize(member.Value, JsonStyle.Readable).Split('\n');
        // Where the evidence names something inside, only that is marked.
        var isInside = Array.Exists(lines, line => NameIn(line) is { } inner && named.Contains(inner));
        var shown = lines.Select((line, index) => (
            Text: VisibleText.Cut($"  {(index == 0 ? $"{name}: " : "")}{line}{(index == lines.Length - 1 ? "," : "")}", 4 * LongestLine),
            IsMarked: !isInside || (NameIn(line) is { } inner && named.Contains(inner))));
        return lines.Length <= MostLinesOfMember
            ? shown
            :
            [
                .. shown.Take(MostLinesOfMember),
                ($"    … {Count.Of(lines.Length - MostLinesOfMember, "more line")} in inventory.json", false),
            ];
    }

    // What a finding rests on may be that something is not there.
    private static IEnumerable<(string Text, bool IsMarked)> Absent(
        JsonElement thing, ImmutableArray<string> optional, HashSet<string> named)
    {
        var there = thing.EnumerateObject().Select(member => member.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return optional.Where(name => named.Contains(name) && !there.Contains(name))
            .Select(name => ($"  \"{name}\": not there", true));
    }

    private static string Flat(JsonElement value) => JsonSerializer.Serialize(value, JsonStyle.OneLine);

    private static string Folded(JsonElement value) => value.ValueKind is JsonValueKind.Array
        ? $"[ … {Count.Of(value.GetArrayLength(), "item")} … ]"
        : $"{{ … {Count.Of(value.EnumerateObject().Count(), "member")} … }}";

    private static string? NameIn(string line) =>
        line.TrimStart() is ['"', ..] text && text.IndexOf("\":", StringComparison.Ordinal) is var end and > 0 ? text[1..end] : null;

    private static List<(string Text, bool IsMarked)> Shortened(List<(string Text, bool IsMarked)> lines) => lines.Count <= MostLines
        ? lines
        : [.. lines.Where((line, index) => line.IsMarked || index < MostLines / 2 || index == lines.Count - 1)];

    private static ImmutableArray<ConfigurationPart> Parts(List<(string Text, bool IsMarked)> lines)
    {
        var parts = ImmutableArray.CreateBuilder<ConfigurationPart>();
        foreach (var (text, isMarked) in lines)
        {
            if (parts is [.., var last] && last.IsMarked == isMarked)
            {
                parts[^1] = last with { Text = $"{last.Text}\n{text}" };
            }
            else
            {
                parts.Add(new(parts.Count == 0 ? text : $"\n{text}", isMarked));
            }
        }

        return parts.ToImmutable();
    }

    private JsonElement? At(string pointer)
    {
        var at = _root.Value;
        foreach (var part in pointer.Split('/').Skip(1))
        {
            if (at.ValueKind is JsonValueKind.Array
                && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                && index < at.GetArrayLength())
            {
                at = at[index];
            }
            else if (at.ValueKind is JsonValueKind.Object
                && at.TryGetProperty(
                    part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal), out var member))
            {
                at = member;
            }
            else
            {
                return null;
            }
        }

        return at;
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> inventory)
    {
        using var document = JsonDocument.Parse(inventory);
        return document.RootElement.Clone();
    }
}
