using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Secrets;
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

    /// <summary>What an entry can say of the findings that it means.</summary>
    public static readonly ImmutableArray<string> Conditions = ["account", "api", "fingerprint", "region", "route", "rule", "stage", "tag"];

    /// <summary>What an entry can hold.</summary>
    public static readonly ImmutableArray<string> Keys = [.. Conditions.Concat(["acceptedBy", "acceptedFor", "acceptedOn", "except", "reason", "until"]).Order(StringComparer.Ordinal)];

    /// <summary>What <c>acceptedFor</c> can hold.</summary>
    public static readonly ImmutableArray<string> KeysOfAcceptedFor = ["audience", "named", "severity", "stages"];

    /// <summary>What an entry of <c>named</c> in it can hold.</summary>
    public static readonly ImmutableArray<string> KeysOfNamed = ["kind", "names", "stages"];

    /// <summary>The audiences by the words that the file has for them, as findings.json.</summary>
    public static ImmutableArray<string> Audiences { get; } = [.. Enum.GetValues<Audience>().Select(NameOf)];

    /// <exception cref="UsageException">It says something that is none.</exception>
    public static ImmutableArray<SuppressionSetting> Read(YamlNode node, ConfigurationReader reader) => node switch
    {
        // What is left when the last entry has been taken out.
        YamlScalarNode { Value: null or "" } => [],
        YamlSequenceNode list => [.. list.Children.Select(item => Entry(item, reader))],
        _ =>
            throw reader.Error(
                node, $"'{Name}' holds a list; each entry has a 'reason' and says what it accepts, such as '- rule: tracing-off'"),
    };

    /// <summary>The day that a text names.</summary>
    public static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The word that the file has for an audience.</summary>
    public static string NameOf(Audience audience) => JsonNamingPolicy.CamelCase.ConvertName($"{audience}");

    private static SuppressionSetting Entry(YamlNode node, ConfigurationReader reader)
    {
        if (node is not YamlMappingNode members)
        {
            throw reader.Error(node, "A suppression is expected here, such as 'rule: tracing-off' with a 'reason'");
        }

        var entry = new SuppressionEntry { Reason = "", Where = reader.Where(node) };
        var conditions = new FindingConditions();
        ImmutableArray<Sourced<string>> rules = [];
        ImmutableArray<(FindingConditions Conditions, ImmutableArray<Sourced<string>> Rules)> exceptions = [];
        foreach (var (key, value) in members.Children)
        {
            switch (reader.Key(key))
            {
                case "reason":
                    entry = entry with { Reason = SecretJudge.Mask(reader.String(value)) };
                    break;
                case "until":
                    entry = entry with { Until = Day(value, reader, "the last day on which this holds") };
                    break;
                case "acceptedBy":
                    entry = entry with { AcceptedBy = reader.String(value) is { Length: > 0 } who ? SecretJudge.Mask(who) : throw reader.Error(value, "Nobody is named here; say who accepted it, or leave 'acceptedBy' out") };
                    break;
                case "acceptedOn":
                    entry = entry with { AcceptedOn = Day(value, reader, "the day on which it was accepted") };
                    break;
                case "acceptedFor":
                    entry = entry with { AcceptedFor = AcceptedFor(value, reader) };
                    break;
                case "except":
                    exceptions = Exceptions(value, reader);
                    break;
                case "rule":
                    rules = reader.Strings(value);
                    break;
                case var other:
                    conditions = Condition(conditions, other, value, reader) ?? throw reader.Unknown(key, other, Keys);
                    break;
            }
        }

        if (entry.Reason.Length == 0)
        {
            throw reader.Error(node, "This suppression has no 'reason'; say why what it accepts is acceptable");
        }

        return rules is [] && conditions == new FindingConditions()
            ? throw reader.Error(node, "This suppression would accept every finding; say which, by 'rule', 'api' or others")
            : new(
                entry with
                {
                    Fingerprints = conditions.Fingerprints,
                    Accounts = conditions.Accounts,
                    Regions = conditions.Regions,
                    Apis = conditions.Apis,
                    Tags = conditions.Tags,
                    Stages = conditions.Stages,
                    Routes = conditions.Routes,
                    Except = [.. exceptions.Select(exception => exception.Conditions)],
                },
                rules,
                [.. exceptions.Select(exception => exception.Rules)]);
    }

    // One exception, or a list of them.
    private static ImmutableArray<(FindingConditions Conditions, ImmutableArray<Sourced<string>> Rules)> Exceptions(
        YamlNode node, ConfigurationReader reader) => node switch
        {
            YamlMappingNode one => [Exception(one, reader)],
            YamlSequenceNode list =>
                [.. list.Children.Select(item => item is YamlMappingNode one ? Exception(one, reader) : throw NoException(item, reader))],
            _ => throw NoException(node, reader),
        };

    private static UsageException NoException(YamlNode node, ConfigurationReader reader) =>
        reader.Error(
            node, "'except' says what is not accepted after all, with the keys of the suppression itself, such as 'api: payments'");

    private static (FindingConditions Conditions, ImmutableArray<Sourced<string>> Rules) Exception(
        YamlMappingNode members, ConfigurationReader reader)
    {
        var conditions = new FindingConditions();
        ImmutableArray<Sourced<string>> rules = [];
        foreach (var (key, value) in members.Children)
        {
            if (reader.Key(key) is "rule")
            {
                rules = reader.Strings(value);
            }
            else
            {
                conditions = Condition(conditions, reader.Key(key), value, reader)
                    ?? throw reader.Unknown(key, reader.Key(key), Conditions);
            }
        }

        return rules is [] && conditions == new FindingConditions()
            ? throw reader.Error(
                members, "This exception would leave nothing of the suppression; say what is not accepted, by 'rule', 'api' or others")
            : (conditions, rules);
    }

    private static FindingConditions? Condition(
        FindingConditions conditions, string key, YamlNode value, ConfigurationReader reader) => key switch
        {
            "fingerprint" =>
                conditions with
                {
                    Fingerprints = Values(value, reader, IsFingerprint, $"is no fingerprint (they have {DigitsOfFingerprint} "
                    + $"digits from 0 to f; findings.json has them)")
                },
            "account" =>
                conditions with { Accounts = Values(value, reader, IsAccount, $"is no id of an account (they have {DigitsOfAccount} digits)") },
            "region" => conditions with { Regions = [.. reader.Strings(value).Select(region => RegionName.One(region).Value)] },
            "api" => conditions with { Apis = Values(value, reader) },
            "tag" => conditions with { Tags = Values(value, reader) },
            "stage" => conditions with { Stages = Values(value, reader) },
            "route" => conditions with { Routes = Values(value, reader) },
            _ => null,
        };

    private static Gravity AcceptedFor(YamlNode node, ConfigurationReader reader)
    {
        if (node is not YamlMappingNode members)
        {
            throw reader.Error(
                node,
                "'acceptedFor' says how bad the finding was that was accepted, such as '{ severity: low, audience: ownVpcOrAccount, "
                    + "stages: [prod] }'");
        }

        var gravity = new Gravity(null, null, []);
        foreach (var (key, value) in members.Children)
        {
            gravity = reader.Key(key) switch
            {
                "severity" =>
                    gravity with { Severity = Word<Severity>(value, reader, "severity", [.. Enum.GetValues<Severity>().Select(Words.Of)]) },
                "audience" => gravity with { Audience = Word<Audience>(value, reader, "audience", Audiences) },
                "stages" => gravity with { Stages = Values(value, reader) },
                "named" =>
                    gravity with { Named = value is YamlSequenceNode list ? [.. list.Children.Select(item => Named(item, reader))] : throw NoNames(value, reader) },
                var other => throw reader.Unknown(key, other, KeysOfAcceptedFor),
            };
        }

        return gravity.IsUnknown
            ? throw reader.Error(node, $"'acceptedFor' says nothing; there are {Words.List(KeysOfAcceptedFor)}")
            : gravity;
    }

    private static NamedThings Named(YamlNode node, ConfigurationReader reader)
    {
        if (node is not YamlMappingNode members)
        {
            throw NoNames(node, reader);
        }

        string? kind = null;
        ImmutableArray<string> names = [], stages = [];
        foreach (var (key, value) in members.Children)
        {
            switch (reader.Key(key))
            {
                case "kind":
                    kind = reader.String(value);
                    break;
                case "names":
                    names = value is YamlSequenceNode { Children.Count: 0 } ? [] : Values(value, reader);
                    break;
                case "stages":
                    stages = Values(value, reader);
                    break;
                case var other:
                    throw reader.Unknown(key, other, KeysOfNamed);
            }
        }

        return kind is { Length: > 0 } known ? NamedThings.Of(known, names) with { Stages = stages } : throw NoNames(node, reader);
    }

    private static UsageException NoNames(YamlNode node, ConfigurationReader reader) =>
        reader.Error(node, "'named' lists what was accepted, such as '[{ kind: route, stages: [prod], names: [GET /health] }]'");

    private static T Word<T>(YamlNode node, ConfigurationReader reader, string what, ImmutableArray<string> names)
        where T : struct, Enum =>
        names.Index()
            .FirstOrDefault(name => string.Equals(
                name.Item, reader.String(node), StringComparison.OrdinalIgnoreCase)) is { Item: not null } found
            ? Enum.GetValues<T>()[found.Index]
            : throw reader.Error(
                node,
                $"{Quote.Of(reader.String(node))} is no "
                    + $"{what}{NearestName.Suggest(reader.String(node), names, $"; there are {Words.List(names)}")}");

    private static DateOnly Day(YamlNode node, ConfigurationReader reader, string meaning) =>
        Date(reader.String(node))
            ?? throw reader.Error(node, $"{Quote.Of(reader.String(node))} is no day; write it as 2027-03-31, {meaning}");

    private static ImmutableArray<string> Values(YamlNode node, ConfigurationReader reader) =>
        [.. reader.Strings(node).Select(value => value.Value)];

    private static ImmutableArray<string> Values(YamlNode node, ConfigurationReader reader, Func<string, bool> isOne, string objection) =>
    [
        .. reader.Strings(node)
            .Select(value => isOne(value.Value)
                ? value.Value
                : throw new UsageException($"{value.Where}: {Quote.Of(value.Value)} {objection}.")),
    ];

    private static bool IsFingerprint(string text) => text.Length == DigitsOfFingerprint && text.All(char.IsAsciiHexDigit);

    private static bool IsAccount(string text) => text.Length == DigitsOfAccount && text.All(char.IsAsciiDigit);
}
