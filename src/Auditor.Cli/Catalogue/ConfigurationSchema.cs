using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Auditor.Cli.Configuration;
using Auditor.Cli.Reporting;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Text;

namespace Auditor.Cli.Catalogue;

/// <summary>
/// Describes <c>auditor.yaml</c> as a JSON Schema, for editors. Only the reader decides: it also takes names in another case, which no
/// schema can say.
/// </summary>
internal static class ConfigurationSchema
{
    private const string Rule = "rule";
    private const string Rules = "rules";
    private const string Severity = "severity";
    private const string Texts = "texts";
    private const string Region = "[a-z]{2,}(-[a-z]+)+-[0-9]+";


    /// <summary>The schema of a file for these rules, as text.</summary>
    public static string Of(ImmutableArray<Rule> rules)
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "auditor.yaml",
            ["description"] = "Settings of auditor; the command line wins. Everything can be left out.",
        };
        foreach (var (name, value) in Holds(
            ("closedRegions", ClosedRegions()),
            ("failOn", FailOn()),
            ("formats", Formats()),
            ("maxRate", MaxRate()),
            ("output", Output()),
            ("regions", Regions()),
            ("rules", RuleSettings(rules)),
            ("severity", Severities(rules)),
            ("suppressions", Suppressions())).ToList())
        {
            schema[name] = value?.DeepClone();
        }

        // A file that holds nothing but comments is null.
        schema["type"] = new JsonArray("object", "null");
        schema["$defs"] = Definitions(rules);
        return schema.ToJsonString(JsonStyle.Readable);
    }

    private static JsonObject ClosedRegions() => Describe(
        OneOrMore(new() { ["type"] = "string", ["pattern"] = "^[a-z]{2,}(-[a-z]+)+-[0-9]+$", ["examples"] = Array(["ap-east-1"]) }),
        "Regions that are closed on purpose, by a service control policy for example: nothing is asked there, reports name them once.");

    private static JsonObject FailOn() =>
        Describe(Enumeration(Configuration.Severities.Names), "From which severity on findings make the exit code 1.", "high");

    private static JsonObject Formats() => Describe(
        OneOrMore(new() { ["type"] = "string", ["pattern"] = $"^\\s*({string.Join('|', ReportFormats.Names)})(\\s*,\\s*({string.Join('|', ReportFormats.Names)}))*\\s*$", ["examples"] = Array(ReportFormats.Names) }),
        $"Reports to write: {string.Join(", ", ReportFormats.Names)}.",
        Array(ReportFormats.Default));

    private static JsonObject MaxRate() =>
        Describe(
            new() { ["type"] = "number", ["exclusiveMinimum"] = 0 },
            "API Gateway requests per second in one account and Region; AWS allows 10 for all its callers together.",
            8);

    private static JsonObject Output() => Describe(Text(), "Folder for the reports.", "auditor-report");

    private static JsonObject Regions() =>
        Describe(OneOrMore(Pattern($"^(all|{Region})$")), "Regions to read; 'all' is every enabled one.");

    private static JsonObject RuleSettings(ImmutableArray<Rule> rules) => Describe(
        Holds(
            ("enable", Describe(Reference(Rules), "Rules to run besides those that are on by default.")),
            ("only", Describe(Reference(Rules), "Rules to run, and no others.")),
            ("options", Describe(
                Holds([.. rules.Where(rule => rule.Info.Options is not []).SelectMany(rule => Names(rule).Select(name => (name, Reference(OptionsOf(rule.Info)))))]),
                "What can be set about rules, under the name of each.")),
            ("skip", Describe(Reference(Rules), "Rules that do not run."))),
        "Which rules run, and how.");

    private static JsonObject Severities(ImmutableArray<Rule> rules) => Describe(
        Holds([.. rules.SelectMany(Names).Select(name => (name, Reference(Severity)))]),
        "Severities of all findings of rules, whatever the rules say.");

    private const string Day = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

    // YAML takes an account's id for a number, unless it is quoted.
    private static JsonObject Suppressions()
    {
        var exception = Holds(Conditions());
        exception["minProperties"] = 1;
        var entry = Holds(
        [
            .. Conditions(),
            ("acceptedBy", Describe(Text(), "Who decided that it is acceptable.")),
            ("acceptedFor", Describe(AcceptedFor(), "How bad the finding was that was accepted: one that is worse counts again.")),
            ("acceptedOn", Describe(Pattern(Day), "The day of that decision.")),
            ("except", Describe(
                new() { ["oneOf"] = new JsonArray(exception, new JsonObject { ["type"] = "array", ["items"] = exception.DeepClone(), ["minItems"] = 1 }) },
                "What is not accepted after all, although it meets the rest.")),
            ("reason", Describe(Text(), "Why what this accepts is acceptable.")),
            ("until", Describe(Pattern(Day), "The last day on which this holds, UTC.")),
        ]);
        entry["required"] = new JsonArray("reason");
        entry["anyOf"] = new JsonArray(
            [.. SuppressionSection.Conditions.Select(key => new JsonObject { ["required"] = new JsonArray(key) })]);
        return Describe(
            new() { ["type"] = new JsonArray("array", "null"), ["items"] = entry },
            "Findings that are right as they are; they are shown, and count for nothing.");
    }

    private static ImmutableArray<(string Name, JsonObject Value)> Conditions()
    {
        var account = new JsonObject { ["type"] = new JsonArray("string", "integer"), ["pattern"] = "^[0-9]{12}$" };
        return
        [
            ("account", Describe(OneOrMore(account), "Accounts by id, in quotes.")),
            ("api", Describe(Reference(Texts), "APIs by id or name; '*' stands for any characters.")),
            ("fingerprint", Describe(OneOrMore(Pattern("^[0-9A-Fa-f]{32}$")), "Findings by fingerprint, as findings.json has them.")),
            ("region", Describe(OneOrMore(Pattern($"^{Region}$")), "Regions.")),
            ("route", Describe(Reference(Texts), "Routes by key, such as 'GET /health'.")),
            ("rule", Describe(Reference(Rules), "Rules by id or name.")),
            ("stage", Describe(Reference(Texts), "Stages by name.")),
            ("tag", Describe(Reference(Texts), "Tags of APIs, as 'key=value' or 'key'.")),
        ];
    }

    private static JsonObject AcceptedFor()
    {
        var named = Holds(
            ("kind", Describe(Text(), "What they are, one of them: route, holder, account.")),
            ("names", Describe(OneOrMore(new() { ["type"] = new JsonArray("string", "number", "boolean") }, least: 0), "Their names.")),
            ("stages", Describe(Reference(Texts), "The stages that it was so on.")));
        named["required"] = new JsonArray("kind");
        var gravity = Holds(
            ("audience", Describe(Enumeration(SuppressionSection.Audiences), "Who could reach it.")),
            ("named", Describe(
                new() { ["type"] = "array", ["items"] = named },
                "What it named that was wrong: with more of it, the finding counts again.")),
            ("severity", Describe(Reference(Severity), "Its severity.")),
            ("stages", Describe(Reference(Texts), "The stages it was about.")));
        gravity["minProperties"] = 1;
        return gravity;
    }

    private static JsonObject Definitions(ImmutableArray<Rule> rules)
    {
        var definitions = new JsonObject
        {
            [Rule] = Enumeration(rules.SelectMany(Names)),
            [Rules] = OneOrMore(Reference(Rule)),
            [Severity] = Enumeration(Enum.GetValues<Core.Metadata.Severity>().Reverse().Select(Words.Of)),
            [Texts] = OneOrMore(new() { ["type"] = new JsonArray("string", "number", "boolean") }),
        };
        foreach (var info in rules.Select(rule => rule.Info).Where(info => info.Options is not []))
        {
            definitions[OptionsOf(info)] = Describe(
                Holds([.. info.Options.Select(option => (option.Key, Option(option)))]), $"{info.Id}: {info.Title}.");
        }

        return definitions;
    }

    private static JsonObject Option(RuleOption option)
    {
        var value = option switch
        {
            RuleOption<int> number => new() { ["type"] = "integer", ["minimum"] = number.Least, ["maximum"] = number.Most },
            RuleOption<bool> => new() { ["type"] = "boolean" },
            { Known: [_, ..] known } => OneOrMore(Enumeration(known), least: 0),
            _ => OneOrMore(new() { ["type"] = new JsonArray("string", "number", "boolean") }, least: 0),
        };
        return Describe(value, option.Summary, OptionJson.Default(option));
    }

    private static string OptionsOf(RuleInfo info) => $"options-{info.Name}";

    private static IEnumerable<string> Names(Rule rule) => [rule.Info.Name, rule.Info.Id];

    private static JsonObject Holds(params ImmutableArray<(string Name, JsonObject Value)> members)
    {
        var properties = new JsonObject();
        foreach (var (name, value) in members)
        {
            properties[name] = value;
        }

        return new() { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
    }

    private static JsonObject Describe(JsonObject value, string description, JsonNode? unlessSet = null)
    {
        value["description"] = description;
        if (unlessSet is not null)
        {
            value["default"] = unlessSet;
        }

        return value;
    }

    // The file may name one thing where several can be.
    private static JsonObject OneOrMore(JsonObject one, int least = 1) => new()
    {
        ["anyOf"] = new JsonArray(one, new JsonObject { ["type"] = "array", ["items"] = one.DeepClone(), ["minItems"] = least }),
    };

    private static JsonObject Text() => new() { ["type"] = "string", ["pattern"] = "\\S" };

    private static JsonObject Pattern(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    private static JsonObject Enumeration(IEnumerable<string> values) => new() { ["enum"] = Array(values) };

    private static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/$defs/{definition}" };

    private static JsonArray Array(IEnumerable<string> values) => new([.. values.Select(value => JsonValue.Create(value))]);
}
