using System.Collections.Immutable;
using System.Globalization;
using Auditor.Core.Findings;
using Auditor.Core.Text;
using YamlDotNet.RepresentationModel;

namespace Auditor.Cli.Configuration;

/// <summary>Reads <c>suppressions:</c> of <c>auditor.yaml</c>. One that accepts everything, or nobody knows why, is an error.</summary>
internal static class SuppressionSection
{
    /// <summary>The key in the file.</summary>
    public const string Name = "suppressions";

    private const string DateFormat = "yyyy-MM-dd";
    private const int DigitsOfAccount = 12;
    private const int DigitsOfFingerprint = 32;

    /// <summary>What an entry can hold.</summary>
    public static readonly ImmutableArray<string> Keys = ["account", "api", "fingerprint", "reason", "region", "route", "rule", "stage", "tag", "until"];

    /// <exception cref="UsageException">It says something that is none.</exception>
    public static ImmutableArray<SuppressionSetting> Read(YamlNode node, ConfigurationReader reader) => node switch
    {
        // What is left when the last entry has been taken out.
        YamlScalarNode { Value: null or "" } => [],
        YamlSequenceNode list => [.. list.Children.Select(item => Entry(item, reader))],
        _ => throw reader.Error(node, $"'{Name}' holds a list; each entry has a 'reason' and says what it accepts, such as '- rule: tracing-off'"),
    };

    /// <summary>The day that a text names.</summary>
    public static DateOnly? Date(string text) => DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static SuppressionSetting Entry(YamlNode node, ConfigurationReader reader)
    {
        if (node is not YamlMappingNode members)
        {
            throw reader.Error(node, "A suppression is expected here, such as 'rule: tracing-off' with a 'reason'");
        }

        var reason = "";
        var entry = new SuppressionEntry { Reason = "", Where = reader.Where(node) };
        ImmutableArray<Sourced<string>> rules = [];
        foreach (var (key, value) in members.Children)
        {
            switch (reader.Key(key))
            {
                case "reason":
                    reason = reader.String(value);
                    break;
                case "until":
                    entry = entry with { Until = Date(reader.String(value)) ?? throw reader.Error(value, $"{Quote.Of(reader.String(value))} is no day; write it as 2027-03-31, the last day on which this holds") };
                    break;
                case "rule":
                    rules = reader.Strings(value);
                    break;
                case "fingerprint":
                    entry = entry with { Fingerprints = Values(value, reader, IsFingerprint, $"is no fingerprint (they have {DigitsOfFingerprint} digits from 0 to f; findings.json has them)") };
                    break;
                case "account":
                    entry = entry with { Accounts = Values(value, reader, IsAccount, $"is no id of an account (they have {DigitsOfAccount} digits)") };
                    break;
                case "region":
                    entry = entry with { Regions = [.. reader.Strings(value).Select(region => RegionName.One(region).Value)] };
                    break;
                case "api":
                    entry = entry with { Apis = Values(value, reader) };
                    break;
                case "tag":
                    entry = entry with { Tags = Values(value, reader) };
                    break;
                case "stage":
                    entry = entry with { Stages = Values(value, reader) };
                    break;
                case "route":
                    entry = entry with { Routes = Values(value, reader) };
                    break;
                case var other:
                    throw reader.Unknown(key, other, Keys);
            }
        }

        if (reason.Length == 0)
        {
            throw reader.Error(node, "This suppression has no 'reason'; say why what it accepts is acceptable");
        }

        return rules is [] && entry is { Fingerprints: [], Accounts: [], Regions: [], Apis: [], Tags: [], Stages: [], Routes: [] }
            ? throw reader.Error(node, "This suppression would accept every finding; say which, by 'rule', 'api' or others")
            : new(entry with { Reason = reason }, rules);
    }

    private static ImmutableArray<string> Values(YamlNode node, ConfigurationReader reader) => [.. reader.Strings(node).Select(value => value.Value)];

    private static ImmutableArray<string> Values(YamlNode node, ConfigurationReader reader, Func<string, bool> isOne, string objection) =>
    [
        .. reader.Strings(node).Select(value => isOne(value.Value) ? value.Value : throw new UsageException($"{value.Where}: {Quote.Of(value.Value)} {objection}.")),
    ];

    private static bool IsFingerprint(string text) => text.Length == DigitsOfFingerprint && text.All(char.IsAsciiHexDigit);

    private static bool IsAccount(string text) => text.Length == DigitsOfAccount && text.All(char.IsAsciiDigit);
}
