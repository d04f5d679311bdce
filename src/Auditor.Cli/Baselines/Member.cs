using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Secrets;
using Auditor.Core.Text;

namespace Auditor.Cli.Baselines;

/// <summary>
/// Reads members of JSON that somebody may have edited: what is not there is null, what is of the wrong kind is an error that says where.
/// </summary>
internal static class Member
{
    private const int DigitsOfFingerprint = 32;

    public static JsonElement? Of(JsonElement thing, string name, JsonValueKind kind, string where) =>
        thing.ValueKind is not JsonValueKind.Object ? throw Wrong(where)
        : !thing.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null ? null
        : value.ValueKind == kind ? value
        : throw Wrong($"{where}.{name}");

    public static string? Text(JsonElement thing, string name, string where) => Of(thing, name, JsonValueKind.String, where)?.GetString();

    /// <summary>
    /// A text that somebody wrote into what the finding is about: another tool, or an older version, may have let a secret through.
    /// </summary>
    public static string? Typed(JsonElement thing, string name, string where) =>
        Text(thing, name, where) is { } text ? SecretJudge.Mask(text) : null;

    public static string RequiredText(JsonElement thing, string name, string where) =>
        Text(thing, name, where) ?? throw new FindingsFormatException($"{Quote.Of(where)} has no '{name}'.");

    /// <summary>The things in a list; none when there is no list.</summary>
    public static IEnumerable<(JsonElement Thing, string Where)> Each(JsonElement thing, string name, string where) =>
        Of(thing, name, JsonValueKind.Array, where) is { } list
            ? list.EnumerateArray().Select((item, index) => (item, string.Create(CultureInfo.InvariantCulture, $"{where}.{name}[{index}]")))
            : [];

    /// <summary>A fingerprint that can be one of ours.</summary>
    public static string Fingerprint(string text, string where) => text.Length == DigitsOfFingerprint && text.All(char.IsAsciiHexDigitLower)
        ? text
        : throw new FindingsFormatException($"{Quote.Of(where)} has a fingerprint that is none: {Quote.Of(text)}.");

    public static Severity? Severity(JsonElement thing, string where) => Text(thing, "severity", where) is not { } text ? null
        : Enum.TryParse<Severity>(text, ignoreCase: true, out var severity)
            && Enum.IsDefined(severity)
            && !char.IsAsciiDigit(text[0]) ? severity
        : throw new FindingsFormatException($"{Quote.Of($"{where}.severity")} is no severity: {Quote.Of(text)}.");

    /// <summary>
    /// Who could reach the thing; <see langword="null"/> where it is not told, or in words that only a later version knows.
    /// </summary>
    public static Audience? Audience(JsonElement thing, string where) =>
        Text(thing, "audience", where) is { } text
            && Enum.TryParse<Audience>(text, ignoreCase: true, out var audience)
            && Enum.IsDefined(audience)
            && !char.IsAsciiDigit(text[0])
            ? audience
            : null;

    /// <summary>The texts in a list; none when there is no list.</summary>
    public static ImmutableArray<string> Texts(JsonElement thing, string name, string where) =>
        [.. Each(thing, name, where).Select(item => item.Thing.ValueKind is JsonValueKind.String ? item.Thing.GetString() : null).OfType<string>()];

    /// <summary>What a finding named; nothing where the report does not tell.</summary>
    public static ImmutableArray<NamedThings> Named(JsonElement thing, string where) =>
        [.. Each(thing, "named", where).Select(item => NamedThings.Of(RequiredText(item.Thing, "kind", item.Where), Texts(item.Thing, "names", item.Where)) with { Stages = Texts(item.Thing, "stages", item.Where) })];

    private static FindingsFormatException Wrong(string where) => new($"{Quote.Of(where)} is not of the kind that belongs there.");
}
