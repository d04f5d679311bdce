using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Auditor.Core.Inventory;
using Auditor.Core.Secrets;

namespace Auditor.Aws.Services.Waf;

/// <summary>Reads the statements of a web ACL: each is an object whose only member says what kind it is.</summary>
/// <param name="ipSets">The address blocks of IP sets, by ARN.</param>
internal sealed class WafStatementReader(IReadOnlyDictionary<string, Fact<ImmutableArray<string>>> ipSets)
{
    public const string RuleGroup = "RuleGroupReferenceStatement";
    public const string ManagedGroup = "ManagedRuleGroupStatement";
    public const string RateBased = "RateBasedStatement";
    public const string IpSet = "IPSetReferenceStatement";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // A request always has these; the path begins with a slash.
    private static readonly FrozenSet<string> AlwaysThere = new[] { "UriPath", "QueryString", "Method", "Body" }
        .ToFrozenSet(StringComparer.Ordinal);

    // Leave a slash a slash.
    private static readonly FrozenSet<string> KeepSlashes =
        new[]
        {
            "LOWERCASE",
            "URL_DECODE",
            "URL_DECODE_UNI",
            "HTML_ENTITY_DECODE",
            "NORMALIZE_PATH",
            "COMPRESS_WHITE_SPACE",
            "REMOVE_NULLS",
            "REPLACE_NULLS",
        }
            .ToFrozenSet(StringComparer.Ordinal);

    private readonly Dictionary<(string Part, string? Name, string Text), int> _secrets = [];

    public static (string Kind, JsonElement Statement) Of(JsonElement? statement) =>
        statement is { ValueKind: JsonValueKind.Object } known
            && known.EnumerateObject()
                .FirstOrDefault(member => member.Value.ValueKind is JsonValueKind.Object) is { Value.ValueKind: JsonValueKind.Object } member
            ? (member.Name, member.Value)
            : ("", default);

    public static string? Text(JsonElement statement, string name) =>
        statement.ValueKind is JsonValueKind.Object
            && statement.TryGetProperty(name, out var value)
            && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;

    public static long? Number(JsonElement statement, string name) =>
        statement.ValueKind is JsonValueKind.Object
            && statement.TryGetProperty(name, out var value)
            && value.ValueKind is JsonValueKind.Number
            && value.TryGetInt64(out var number)
            ? number
            : null;

    /// <summary>What a reference to a rule group makes of single rules in it, in the current and in the older form.</summary>
    public static IReadOnlyDictionary<string, WafAction> Overrides(JsonElement statement)
    {
        var overrides = new Dictionary<string, WafAction>(StringComparer.Ordinal);
        foreach (var excluded in Entries(statement, "ExcludedRules"))
        {
            overrides[Text(excluded, "Name") ?? ""] = WafAction.Count;
        }

        foreach (var changed in Entries(statement, "RuleActionOverrides"))
        {
            overrides[Text(changed, "Name") ?? ""] = Of(Member(changed, "ActionToUse")).Kind switch
            {
                "Allow" => WafAction.Allow,
                "Block" => WafAction.Block,
                "Count" => WafAction.Count,
                "Captcha" => WafAction.Captcha,
                "Challenge" => WafAction.Challenge,
                _ => WafAction.Other,
            };
        }

        return overrides;
    }

    /// <summary>The ARNs of the IP sets that a statement refers to, however deep inside.</summary>
    public static IEnumerable<string> IpSetsIn(JsonElement? statement)
    {
        var (kind, members) = Of(statement);
        return kind switch
        {
            IpSet => Text(members, "ARN") is { } arn ? [arn] : [],
            _ => Inner(members).SelectMany(inner => IpSetsIn(inner)),
        };
    }

    /// <summary>What a statement looks for; <see langword="null"/> when it is none.</summary>
    public WafStatement? Read(JsonElement? statement) => Of(statement) is ({ Length: > 0 } kind, var members) ? Read(kind, members) : null;

    /// <summary>What narrows a rate limit or a managed rule group; <see langword="null"/> when nothing does.</summary>
    public WafStatement? ReadScope(JsonElement statement) => Read(Member(statement, "ScopeDownStatement"));

    private static IEnumerable<JsonElement> Inner(JsonElement members) =>
        Entries(members, "Statements")
            .Concat(new[] { Member(members, "Statement"), Member(members, "ScopeDownStatement") }.OfType<JsonElement>());

    private WafStatement Read(string kind, JsonElement members) => kind switch
    {
        "AndStatement" or "OrStatement" or "NotStatement" =>
            new() { Kind = kind, Statements = [.. Inner(members).Select(inner => Read(inner) ?? new WafStatement { Kind = "" })] },
        IpSet => ReadIpSet(members),
        "GeoMatchStatement" => new()
        {
            Kind = kind,
            Countries = [.. Texts(members, "CountryCodes").Order(StringComparer.Ordinal)],
            ForwardedAddress = Forwarded(Member(members, "ForwardedIPConfig")),
        },
        "LabelMatchStatement" =>
            new() { Kind = kind, Label = Text(members, "Key"), IsLabelNamespace = Text(members, "Scope") is "NAMESPACE" ? true : null },
        "ByteMatchStatement" => ReadText(members),
        "SizeConstraintStatement" or "RegexMatchStatement" or "RegexPatternSetReferenceStatement" =>
            ReadPart(kind, members) with { MatchesEverything = MatchesEverything(kind, members) ? true : null },
        _ => new() { Kind = kind },
    };

    private WafStatement ReadIpSet(JsonElement members) => new()
    {
        Kind = IpSet,
        Addresses = Text(members, "ARN") is { } arn && ipSets.TryGetValue(arn, out var addresses)
            ? addresses
            : new Unknown("The rule names no IP set."),
        ForwardedAddress = Forwarded(Member(members, "IPSetForwardedIPConfig")),
    };

    private static WafStatement ReadPart(string kind, JsonElement members)
    {
        var (part, inner) = Of(Member(members, "FieldToMatch"));
        return new() { Kind = kind, Part = part is "" ? null : part, PartName = Text(inner, "Name")?.ToLowerInvariant() };
    }

    private WafStatement ReadText(JsonElement members)
    {
        ImmutableArray<string> transformations =
        [
            .. Entries(members, "TextTransformations")
                .OrderBy(entry => Number(entry, "Priority"))
                .Select(entry => Text(entry, "Type"))
                .OfType<string>()
                .Where(type => type is not "NONE"),
        ];
        var statement = ReadPart("ByteMatchStatement", members) with
        {
            Comparison = Text(members, "PositionalConstraint"),
            Transformations = transformations is [] ? null : transformations,
        };
        return Decoded(Text(members, "SearchString")) switch
        {
            null => statement,
            var text when IsMetByEveryPath(statement, text) => statement with { MatchesEverything = true, Value = text },
            var text when WebAclSecret.IsAskedFor(statement.Part ?? "", statement.PartName, text) =>
                statement with { SecretValue = NumberOf((statement.Part ?? "", statement.PartName, text)) },
            var text => statement with { Value = text },
        };
    }

    private int NumberOf((string Part, string? Name, string Text) secret) =>
        _secrets.TryGetValue(secret, out var number) ? number : _secrets[secret] = _secrets.Count + 1;

    private static bool IsMetByEveryPath(WafStatement statement, string text) =>
        statement is { Part: "UriPath", Comparison: "STARTS_WITH" or "CONTAINS" }
            && text is "/"
            && (statement.Transformations ?? []).All(KeepSlashes.Contains);

    private static bool MatchesEverything(string kind, JsonElement members)
    {
        var part = Of(Member(members, "FieldToMatch")).Kind;
        if (part.Length > 0 && !AlwaysThere.Contains(part))
        {
            return false;
        }

        if (kind is "RegexPatternSetReferenceStatement")
        {
            return false;
        }

        if (kind is "RegexMatchStatement")
        {
            return Text(members, "RegexString") is ".*" or "^.*$" or "^" or "^.*" or ".*$";
        }

        var least = part is "UriPath" or "Method" ? 1 : 0;
        return (Text(members, "ComparisonOperator"), Number(members, "Size")) switch
        {
            ("GE", { } size) => size <= least,
            ("GT", { } size) => size < least,
            _ => false,
        };
    }

    // Blobs are base64 in the JSON protocol.
    private static string? Decoded(string? base64)
    {
        try
        {
            return base64 is null ? null : Strict.GetString(Convert.FromBase64String(base64));
        }
        catch (Exception exception) when (exception is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }

    private static WafForwardedAddress? Forwarded(JsonElement? configuration) =>
        configuration is { ValueKind: JsonValueKind.Object } known
            ? new((Text(known, "HeaderName") ?? "").ToLowerInvariant(), Text(known, "FallbackBehavior") is "MATCH")
            : null;

    private static JsonElement? Member(JsonElement statement, string name) =>
        statement.ValueKind is JsonValueKind.Object
            && statement.TryGetProperty(name, out var value)
            && value.ValueKind is JsonValueKind.Object
            ? value
            : null;

    private static IEnumerable<JsonElement> Entries(JsonElement statement, string name) =>
        Items(statement, name).Where(entry => entry.ValueKind is JsonValueKind.Object);

    private static IEnumerable<string> Texts(JsonElement statement, string name) =>
        Items(statement, name).Where(entry => entry.ValueKind is JsonValueKind.String).Select(entry => entry.GetString()).OfType<string>();

    private static JsonElement.ArrayEnumerator Items(JsonElement statement, string name) =>
        statement.ValueKind is JsonValueKind.Object
            && statement.TryGetProperty(name, out var entries)
            && entries.ValueKind is JsonValueKind.Array
            ? entries.EnumerateArray()
            : default;
}
