using Auditor.Core.Inventory;

namespace Auditor.Core.Waf;

/// <summary>The labels that rules have put on requests so far, and which requests bear them.</summary>
internal sealed class WafLabels
{
    private const string GeoCountry = "awswaf:clientip:geo:country:";

    private readonly List<(string Context, string Label, RequestRegion Bearers)> _labels = [];

    /// <summary>Whether there were rules that may have put labels on requests and were not read.</summary>
    public bool MayLack { get; set; }

    /// <summary>The context of rules that stand in a web ACL itself.</summary>
    public static string OfWebAcl(string name) => $"webacl:{name}";

    /// <summary>The context of rules that stand in a rule group of one's own.</summary>
    public static string OfRuleGroup(string? name) => $"rulegroup:{name}";

    public void Add(string context, WafRule rule, RequestRegion bearers)
    {
        foreach (var label in rule.Labels ?? [])
        {
            _labels.Add((context, label, bearers));
        }
    }

    /// <summary>The requests that bear what a statement asks for; <see langword="null"/> when that cannot be known.</summary>
    public RequestRegion? Bearing(WafStatement statement, string context)
    {
        var key = statement.Label ?? "";
        if (key.StartsWith(GeoCountry, StringComparison.Ordinal) && statement.IsLabelNamespace is not true)
        {
            return RequestRegion.Of(WebAclCountries.Of([key[GeoCountry.Length..]]));
        }

        // awswaf:111122223333:webacl:name:label, awswaf:managed:aws:bot-control:bot:verified
        if (key.StartsWith("awswaf:", StringComparison.Ordinal))
        {
            if (key.Split(':', 5) is not [_, _, "webacl" or "rulegroup", _, ..] parts)
            {
                return null;
            }

            context = $"{parts[2]}:{parts[3]}";
            key = parts is [_, _, _, _, var rest] ? rest : "";
        }

        var bearers = _labels
            .Where(added => added.Context == context
                && (statement.IsLabelNamespace is true ? IsIn(added.Label, key) : IsNamed(added.Label, key)))
            .Aggregate(RequestRegion.Nothing, (region, added) => region.Union(added.Bearers));
        return bearers.IsEmpty && MayLack ? null : bearers;
    }

    private static bool IsNamed(string label, string key) =>
        key.Length > 0 && (label == key || label.EndsWith($":{key}", StringComparison.Ordinal));

    private static bool IsIn(string label, string key)
    {
        var name = label.LastIndexOf(':');
        return key.TrimEnd(':') is not { Length: > 0 } wanted
            || (name > 0 && $":{label[..name]}:".Contains($":{wanted}:", StringComparison.Ordinal));
    }
}
