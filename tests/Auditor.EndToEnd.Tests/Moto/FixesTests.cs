using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Auditor.EndToEnd.Tests.Processes;
using Auditor.EndToEnd.Tests.Tools;

namespace Auditor.EndToEnd.Tests.Moto;

/// <summary>
/// Our promise: what <c>auditor fix</c> writes runs as it stands, and the findings are gone afterwards. The server is this test's own,
/// because others look at the estate as it was.
/// </summary>
[Trait("Category", "Exhaustive")]
public sealed partial class FixesTests(MotoServer moto) : IClassFixture<MotoServer>
{
    // Whoever is on call, and who may call, is nothing that Auditor knows.
    private const string ResourcePolicy =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*",
          "Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}]}
        """;

    private const string IdentityPolicy =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"execute-api:Invoke",
          "Resource":"arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/prod/GET/orders"}]}
        """;

    private static readonly MotoLack[] Lacks =
    [
        new("AGW1001", "apigateway update-method", "(500) when calling the UpdateMethod operation"),
        new("AGW1002", "apigateway update-method", "(500) when calling the UpdateMethod operation"),
        new("AGW2004", "apigateway update-domain-name", "(500) when calling the UpdateDomainName operation"),
        new("AGW2006", "apigateway update-integration", "(500) when calling the UpdateIntegration operation"),
        new("AGW2011", "apigateway generate-client-certificate", "(404) when calling the GenerateClientCertificate operation"),
        new("AGW3001", "apigatewayv2 update-stage", "(500) when calling the UpdateStage operation"),
        new("AGW4008", "apigateway update-method", "(500) when calling the UpdateMethod operation"),
        new("AGW6001", "apigatewayv2 update-stage", "(500) when calling the UpdateStage operation"),
        new("AGW6002", "apigatewayv2 update-stage", "(500) when calling the UpdateStage operation"),
        new("AGW6003", "apigatewayv2 update-stage", "(500) when calling the UpdateStage operation"),
    ];

    // No command can make it go away: what has to be done is not done by one.
    private static readonly string[] WithoutCommands = ["AGW4007"];

    // What is found only once another is mended: a web ACL that is new writes no log, where nobody writes down who calls the other logs
    // are not asked for, and changes that are recorded now are told to nobody.
    private static readonly Dictionary<string, string> OnceMended = new(StringComparer.Ordinal)
    {
        ["AGW4005"] = "AGW4001",
        ["AGW6002"] = "AGW6001",
        ["AGW6005"] = "AGW6001",
        ["AGW6009"] = "AGW6008",
    };

    // Of the commands of the sample; it answers 500 or that there is no such address.
    private static readonly string[] MotoHasNo =
    [
        "apigateway delete-rest-api", // of an API that it does not have
        "apigateway generate-client-certificate",
        "apigateway update-domain-name",
        "apigateway update-integration",
        "apigateway update-integration-response",
        "apigateway update-method",
        "apigatewayv2 publish-portal",
        "apigatewayv2 update-portal",
        "apigatewayv2 update-stage",
        "waf-regional create-web-acl-migration-stack",
    ];

    [AwsCliFact]
    public async Task What_fix_writes_runs_as_it_stands_and_the_findings_are_gone()
    {
        var auditor = moto.Scan.Auditor;
        var written = await auditor.RunAsync("fix", "--output", "fix.sh");
        written.ExitCode.ShouldBe(0, written.ToString());

        var ran = await RunAsync(Path.Combine(auditor.Folder, "fix.sh"));
        await auditor.RunAsync(
            "scan", "--region", moto.Estate.Region, "--endpoint-url", $"{moto.Endpoint}", "--format", "json", "--output", "after");

        ran.GetProperty("code").GetInt32().ShouldBe(0, $"{ran.GetProperty("said")}");
        ran.GetProperty("said").GetString().ShouldBe("");
        var refused = ran.GetProperty("calls").EnumerateArray()
            .Where(call => call.GetProperty("code").GetInt32() != 0)
            .Select(call => (Command: Command(call), Said: $"{call.GetProperty("said")}"))
            .ToList();
        refused.Where(call => !Lacks.Any(lack => Is(lack, call)))
            .ShouldBeEmpty("Of what the fixes say moto refuses only what it cannot do.");

        var (before, after) = (Flagged("auditor-report"), Flagged("after"));
        before.Count.ShouldBeGreaterThan(100);
        var still = before.Where(finding => after.ContainsKey(finding.Key)).Select(finding => finding.Value).ToList();
        still.Where(finding => !(WithoutCommands.Contains(Rule(finding)) && Commands(finding) is [])
                && !Lacks.Any(lack => lack.Rule == Rule(finding) && Uses(finding, lack)))
            .Select(finding => $"{Rule(finding)} {finding.GetProperty("message")}\n{string.Join('\n', Commands(finding))}")
            .ShouldBeEmpty("A finding is gone after its commands ran.");
        var gone = before.Where(finding => !after.ContainsKey(finding.Key)).Select(finding => Rule(finding.Value)).ToHashSet();
        var appeared = after.Where(finding => !before.ContainsKey(finding.Key)).Select(finding => finding.Value).ToList();
        appeared.Where(finding => !(OnceMended.TryGetValue(Rule(finding), out var mended) && gone.Contains(mended)))
            .Select(finding => $"{Rule(finding)} {finding.GetProperty("message")}")
            .ShouldBeEmpty("What mends one thing breaks no other.");

        // A lack that moto has no more is no excuse.
        OnceMended.Keys.ShouldBe(appeared.Select(Rule).Distinct(), ignoreOrder: true);
        Lacks.Where(lack => !still.Exists(finding => Rule(finding) == lack.Rule && Uses(finding, lack))
                || lack.Answer.Length > 0 && !refused.Exists(call => Is(lack, call)))
            .ShouldBeEmpty();
        WithoutCommands.ShouldBe(still.Where(finding => Commands(finding) is []).Select(Rule).Distinct());
    }

    // What the sample is about is not in moto: an answer that says so is one of a server that took the command.
    [AwsCliFact]
    public async Task Moto_takes_every_command_of_the_sample_or_is_known_not_to()
    {
        using var auditor = new AuditorProcess();
        var written = await auditor.RunAsync(
            "fix", "--inventory", Path.Combine(Repository.Root, "samples", "acme.inventory.json"), "--output", "fix.sh");
        written.ExitCode.ShouldBe(0, written.ToString());

        var ran = await RunAsync(Path.Combine(auditor.Folder, "fix.sh"), "111122223333", "444455556666");

        ran.GetProperty("code").GetInt32().ShouldBe(0, $"{ran.GetProperty("said")}");
        ran.GetProperty("said").GetString().ShouldNotBeNull().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldAllBe(line => line.StartsWith("Left out, because these credentials are for account ", StringComparison.Ordinal));
        var calls = ran.GetProperty("calls").EnumerateArray()
            .Select(call => (Command: Command(call), Code: call.GetProperty("code").GetInt32(), Said: $"{call.GetProperty("said")}"))
            .ToList();
        calls.Count.ShouldBeGreaterThan(250);
        var refused = calls.Where(call => call.Code != 0 && !IsMissing().IsMatch(call.Said)).ToList();
        refused.Where(call => !MotoHasNo.Contains(call.Command)).Select(call => $"{call.Command}: {call.Said}").ShouldBeEmpty();
        MotoHasNo.Except(refused.Select(call => call.Command)).ShouldBeEmpty();
    }

    private static bool Is(MotoLack lack, (string Command, string Said) call) =>
        lack.Command == call.Command && call.Said.Contains(lack.Answer, StringComparison.Ordinal);

    private static bool Uses(JsonElement finding, MotoLack lack) =>
        Commands(finding).Exists(command => command.Contains($"aws {lack.Command} ", StringComparison.Ordinal));

    private static string Rule(JsonElement finding) => $"{finding.GetProperty("ruleId")}";

    private static string Command(JsonElement call) =>
        string.Join(' ', call.GetProperty("call").EnumerateArray().Take(2).Select(word => word.GetString()));

    private static List<string> Commands(JsonElement finding) =>
        finding.TryGetProperty("fix", out var fix) && fix.TryGetProperty("commands", out var commands)
            ? [.. commands.EnumerateArray().Select(command => $"{command.GetProperty("command")}")]
            : [];

    private Dictionary<string, JsonElement> Flagged(string folder)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(moto.Scan.Auditor.Folder, folder, "findings.json")));
        return document.RootElement.Clone().GetProperty("findings").EnumerateArray()
            .Where(finding => finding.GetProperty("outcome").GetString() is "flagged")
            .ToDictionary(finding => $"{finding.GetProperty("fingerprint")}", StringComparer.Ordinal);
    }

    private async Task<JsonElement> RunAsync(string script, params string[] accounts)
    {
        var folder = Path.GetDirectoryName(script).ShouldNotBeNull();
        await File.WriteAllTextAsync(Path.Combine(folder, "resource-policy.json"), ResourcePolicy);
        await File.WriteAllTextAsync(Path.Combine(folder, "identity-policy.json"), IdentityPolicy);
        var start = new ProcessStartInfo("python3",
        [
            Path.Combine(Repository.Root, "tests", "Auditor.EndToEnd.Tests", "Moto", "run_fixes.py"),
            script,
            $"{moto.Endpoint}".TrimEnd('/'),
            .. accounts,
        ])
        {
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in moto.Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["AWS_DEFAULT_REGION"] = moto.Estate.Region;
        start.Environment["DELETE"] = "yes";
        foreach (Match blank in Needed().Matches(await File.ReadAllTextAsync(script)))
        {
            start.Environment[blank.Groups["variable"].Value] = Value(blank.Groups["blank"].Value, blank.Groups["of"].Value);
        }

        var ran = await ChildProcess.RunAsync(start, ChildProcess.Patience, CancellationToken.None);
        ran.ExitCode.ShouldBe(0, ran.ToString());
        using var document = JsonDocument.Parse(ran.StandardOutput);
        return document.RootElement.Clone();
    }

    private string Value(string blank, string of) => (blank, of) switch
    {
        ("YOUR_POLICY_FILE", "AGW5001" or "AGW5003") => "resource-policy.json",
        ("YOUR_POLICY_FILE", _) => "identity-policy.json",
        ("YOUR_MODEL", _) => "Empty",
        ("YOUR_ALARM_TOPIC_ARN", _) => $"arn:aws:sns:{moto.Estate.Region}:{moto.Estate.Account}:alarms",
        ("YOUR_ORIGIN", _) => "https://www.acme.example",
        _ when blank.EndsWith("_FILE", StringComparison.Ordinal) => "identity-policy.json",
        // Nothing reads these but the server, which does not know what they are about either.
        _ => $"{blank}_THAT_IS_LONG_ENOUGH",
    };

    // A later command gets nothing from an earlier one that found nothing.
    [GeneratedRegex(
        @"NotFound|NoSuch|Nonexistent|\(404\) when calling the HeadObject|Expected: '=', received: 'EOF'|Invalid JSON: Expecting value: "
            + @"line 1 column 1 |value: 0, valid min length",
        RegexOptions.CultureInvariant)]
    private static partial Regex IsMissing();

    [GeneratedRegex(
        @"^need (?<variable>(?<blank>YOUR_\w+)_\d+) '.*For (?<of>AGW\d+),",
        RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Needed();
}
