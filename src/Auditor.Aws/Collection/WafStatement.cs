using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Auditor.Core.Inventory;

namespace Auditor.Aws.Collection;

/// <summary>Reads the statement of a WAF rule: an object whose only member says what kind it is.</summary>
internal static class WafStatement
{
    public const string RuleGroup = "RuleGroupReferenceStatement";
    public const string ManagedGroup = "ManagedRuleGroupStatement";

    public static (string Kind, JsonElement Statement) Of(JsonElement? statement) =>
        statement is { ValueKind: JsonValueKind.Object } known && known.EnumerateObject().FirstOrDefault(member => member.Value.ValueKind is JsonValueKind.Object) is { Value.ValueKind: JsonValueKind.Object } member
            ? (member.Name, member.Value)
            : ("", default);

    public static string? Text(JsonElement statement, string name) => statement.ValueKind is JsonValueKind.Object && statement.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

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
            overrides[Text(changed, "Name") ?? ""] = changed.TryGetProperty("ActionToUse", out var action) && action.ValueKind is JsonValueKind.Object
                ? action.EnumerateObject().Select(member => member.Name).FirstOrDefault() switch
                {
                    "Allow" => WafAction.Allow,
                    "Block" => WafAction.Block,
                    "Count" => WafAction.Count,
                    "Captcha" => WafAction.Captcha,
                    "Challenge" => WafAction.Challenge,
                    _ => WafAction.Other,
                }
                : WafAction.Other;
        }

        return overrides;
    }

    /// <summary>Whether every request matches. Says no where it would take knowledge of the requests.</summary>
    public static bool MatchesEverything(string kind, JsonElement statement) => kind switch
    {
        "SizeConstraintStatement" => Text(statement, "ComparisonOperator") is "GE" && statement.TryGetProperty("Size", out var size) && size.ValueKind is JsonValueKind.Number && size.TryGetInt64(out var bytes) && bytes <= 0,
        "RegexMatchStatement" => Text(statement, "RegexString") is ".*" or "^.*$" or "^" or "^.*" or ".*$",
        "AndStatement" => Entries(statement, "Statements").ToArray() is { Length: > 0 } all && all.All(Inner),
        "OrStatement" => Entries(statement, "Statements").Any(Inner),
        _ => false,
    };

    /// <summary>Whether the ranges together hold every IPv4 address. WAF knows no /0, so it takes halves.</summary>
    public static bool IsWholeInternet(IEnumerable<string> ranges)
    {
        var reached = 0UL;
        foreach (var (first, last) in ranges.Select(Range).OfType<(ulong First, ulong Last)>().OrderBy(range => range.First))
        {
            if (first > reached)
            {
                return false;
            }

            reached = Math.Max(reached, last + 1);
        }

        return reached > uint.MaxValue;
    }

    private static bool Inner(JsonElement statement) => Of(statement) is var (kind, inner) && MatchesEverything(kind, inner);

    private static (ulong First, ulong Last)? Range(string text)
    {
        if (!IPNetwork.TryParse(text, out var network) || network.BaseAddress.AddressFamily is not AddressFamily.InterNetwork)
        {
            return null;
        }

        var first = (ulong)System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(network.BaseAddress.GetAddressBytes());
        return (first, first + (1UL << (32 - network.PrefixLength)) - 1);
    }

    private static IEnumerable<JsonElement> Entries(JsonElement statement, string name) =>
        statement.ValueKind is JsonValueKind.Object && statement.TryGetProperty(name, out var entries) && entries.ValueKind is JsonValueKind.Array
            ? entries.EnumerateArray().Where(entry => entry.ValueKind is JsonValueKind.Object)
            : [];
}
