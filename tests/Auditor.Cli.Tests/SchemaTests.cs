using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor.Cli.Catalogue;
using Auditor.Cli.Configuration;
using Auditor.Cli.Selection;
using Auditor.Cli.Tests.Support;

namespace Auditor.Cli.Tests;

/// <summary>The schema of <c>auditor.yaml</c> and its reader say the same.</summary>
public sealed class SchemaTests : CliTests
{
    private static readonly string Shipped = Path.Combine(Repository.Root, "docs", "auditor.schema.json");

    // JSON is YAML, so the reader takes these as well.
    private static readonly (string Settings, bool IsGood)[] Files =
    [
        ("{}", true),
        ("""{ "regions": ["eu-west-1", "all"], "failOn": "medium", "formats": ["html", "sarif"], "output": "nightly", "maxRate": 2.5 }""", true),
        ("""{ "regions": "eu-west-1", "formats": "html, json" }""", true),
        ("""{ "rules": { "enable": ["unused-api"], "skip": "AGW6005", "options": { "unused-api": { "windowDays": 90 }, "AGW7002": { "windowDays": 455 } } } }""", true),
        ("""{ "rules": { "only": ["AGW1001"] } }""", true),
        ("""{ "severity": { "tracing-off": "low", "AGW1001": "critical" } }""", true),
        ("""{ "suppressions": [{ "rule": "tracing-off", "reason": "Nobody reads it.", "until": "2027-03-31", "account": "111122223333", "stage": ["dev", "test-*"] }] }""", true),
        ("""{ "suppressions": [{ "fingerprint": "0123456789abcdef0123456789abcdef", "reason": "Known." }] }""", true),
        ("[]", false),
        ("""{ "failon": "low" }""", false),
        ("""{ "failOn": "hihg" }""", false),
        ("""{ "regions": [] }""", false),
        ("""{ "regions": "eu-wset" }""", false),
        ("""{ "formats": "html,sarfi" }""", false),
        ("""{ "output": " " }""", false),
        ("""{ "maxRate": 0 }""", false),
        ("""{ "plugins": ["evil.dll"] }""", false),
        ("""{ "rules": ["AGW1001"] }""", false),
        ("""{ "rules": { "skipp": "AGW1001" } }""", false),
        ("""{ "rules": { "skip": "AGW100l" } }""", false),
        ("""{ "rules": { "options": { "unused-apis": { "windowDays": 90 } } } }""", false),
        ("""{ "rules": { "options": { "unused-api": { "windowDay": 90 } } } }""", false),
        ("""{ "rules": { "options": { "unused-api": { "windowDays": 0 } } } }""", false),
        ("""{ "rules": { "options": { "unused-api": { "windowDays": 456 } } } }""", false),
        ("""{ "rules": { "options": { "unused-api": { "windowDays": [30] } } } }""", true),
        ("""{ "rules": { "options": { "unused-api": { "windowDays": [30, 60] } } } }""", false),
        ("""{ "rules": { "options": { "unused-api": 90 } } }""", false),
        ("""{ "rules": { "options": { "domain-accepts-old-tls": { "requiredTlsPolicies": ["TLS_1_2", "SecurityPolicy_TLS13_1_3_2025_09"] } } } }""", true),
        ("""{ "rules": { "options": { "AGW2005": { "requiredTlsPolicies": "SecurityPolicy_TLS13_2025_EDGE" } } } }""", true),
        ("""{ "rules": { "options": { "domain-accepts-old-tls": { "requiredTlsPolicies": [] } } } }""", true),
        ("""{ "rules": { "options": { "domain-accepts-old-tls": { "requiredTlsPolicies": ["TLS_1.2"] } } } }""", false),
        ("""{ "rules": { "options": { "domain-accepts-old-tls": { "requiredTlsPolicies": [1.2] } } } }""", false),
        ("""{ "rules": { "options": { "data-trace-on": { "productionStages": ["prod*", "$default"] } } } }""", true),
        ("""{ "severity": { "tracing-off": "none" } }""", false),
        ("""{ "severity": { "tracing-of": "low" } }""", false),
        ("""{ "suppressions": [{ "rule": "tracing-of", "reason": "Why not." }] }""", false),
        ("""{ "suppressions": [{ "rule": "tracing-off" }] }""", false),
        ("""{ "suppressions": [{ "reason": "All of it." }] }""", false),
        ("""{ "suppressions": [{ "reason": "All of it.", "until": "2027-03-31" }] }""", false),
        ("""{ "suppressions": [{ "rule": "tracing-off", "reason": "Why not.", "until": "tomorrow" }] }""", false),
        ("""{ "suppressions": [{ "account": "1234", "reason": "Why not." }] }""", false),
        ("""{ "suppressions": [{ "region": "all", "reason": "Why not." }] }""", false),
        ("""{ "suppressions": [{ "rules": "tracing-off", "reason": "Why not." }] }""", false),
    ];

    [Fact]
    public void The_schema_that_is_shipped_is_what_the_rules_and_the_reader_say() =>
        string.Equals(File.ReadAllText(Shipped), $"{ConfigurationSchema.Of(BuiltInRules.All)}\n", StringComparison.Ordinal)
            .ShouldBeTrue("Run ./regenerate.");

    [Fact]
    public void It_has_the_keys_that_the_reader_takes_and_no_others()
    {
        var schema = JsonNode.Parse(ConfigurationSchema.Of(BuiltInRules.All)).ShouldNotBeNull();

        Keys(schema).ShouldBe(ConfigurationReader.Keys.Order(StringComparer.Ordinal));
        Keys(schema["properties"]!["rules"]!).ShouldBe(ConfigurationReader.RuleKeys.Order(StringComparer.Ordinal));
        Keys(schema["properties"]!["suppressions"]!["items"]!).ShouldBe(SuppressionSection.Keys.Order(StringComparer.Ordinal));
        foreach (var rule in BuiltInRules.All.Where(rule => rule.Info.Options is not []))
        {
            Keys(schema["$defs"]![$"options-{rule.Info.Name}"]!)
                .ShouldBe(rule.Info.Options.Select(option => option.Key).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Every_key_that_it_has_is_one_to_the_reader()
    {
        foreach (var key in ConfigurationReader.Keys)
        {
            (await Check($"{key}: {{}}")).Error.ShouldNotContain("is no setting", Case.Sensitive, key);
        }

        foreach (var key in ConfigurationReader.RuleKeys)
        {
            (await Check($"rules: {{ {key}: ~ }}")).Error.ShouldNotContain("is no setting", Case.Sensitive, key);
        }

        foreach (var key in SuppressionSection.Keys)
        {
            (await Check($"suppressions: [{{ {key}: ~ }}]")).Error.ShouldNotContain("is no setting", Case.Sensitive, key);
        }
    }

    [JsonSchemaFact]
    [Trait("Category", "Exhaustive")]
    public async Task It_accepts_what_the_reader_accepts_and_refuses_what_it_refuses()
    {
        const string Script = """
            import json, sys
            from jsonschema import Draft202012Validator
            schema = json.load(open(sys.argv[1], encoding="utf-8"))
            Draft202012Validator.check_schema(schema)
            print(json.dumps([Draft202012Validator(schema).is_valid(json.loads(text)) for text in json.load(sys.stdin)]))
            """;
        var start = OtherProcess.Of("python3", Folder, "-c", Script, Shipped);
        var accepted = await Validate(start, JsonSerializer.Serialize(Files.Select(file => file.Settings)));

        foreach (var ((settings, isGood), isAccepted) in Files.Zip(accepted))
        {
            ((await Check(settings)).ExitCode is not ExitCode.Usage).ShouldBe(isGood, settings);
            // A list of one number is odd enough for an editor to say so.
            isAccepted.ShouldBe(isGood && !settings.Contains("[30]", StringComparison.Ordinal), settings);
        }
    }

    [Fact]
    public async Task Prints_it()
    {
        var run = await Run("rules", "schema");

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error);
        run.Output.ShouldBe($"{ConfigurationSchema.Of(BuiltInRules.All)}\n");
    }

    private static IEnumerable<string> Keys(JsonNode schema) =>
        schema["properties"].ShouldNotBeNull().AsObject().Select(property => property.Key).Order(StringComparer.Ordinal);

    private static async Task<bool[]> Validate(System.Diagnostics.ProcessStartInfo start, string texts)
    {
        using var process = System.Diagnostics.Process.Start(start).ShouldNotBeNull();
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(texts);
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await error);
        return JsonSerializer.Deserialize<bool[]>(output).ShouldNotBeNull();
    }

    private Task<CliRun> Check(string settings)
    {
        Write("auditor.yaml", settings);
        return Run("check", "--inventory", WriteInventory(Estates.Empty), "--config", "auditor.yaml", "--fail-on", "none");
    }
}
