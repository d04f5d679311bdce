using System.Text.Json;
using System.Text.RegularExpressions;
using Auditor.Cli.Tests.Support;
using Auditor.Reports;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Faults;
using Auditor.Testing.Secrets;
using Xunit.Abstractions;

namespace Auditor.Cli.Tests;

/// <summary>
/// No secret is in anything that leaves the command: every report, the inventory, what is kept in between, the terminal, every other
/// command, every error.
/// </summary>
public sealed partial class SecretOutputsTests(ITestOutputHelper output) : CliTests
{
    private const double Most = 0.01;

    // Of these nothing is made from an inventory.
    private static readonly string[] WithoutInventory = ["rules", "permissions", "completion", "man"];

    private readonly List<(string Output, string Text)> _outputs = [];

    // Eight kinds as AWS has them, in each place another secret, and all of them in inventories that nobody judged: the matrix of kinds and
    // texts has all of them.
    [Fact]
    [Trait("Category", "Exhaustive")]
    public Task Many_secrets() => Leave(PlantedAccount.Kinds.Where((_, index) => index % 22 is 1));

    [Fact]
    public async Task Every_command_is_looked_at()
    {
        var help = await Run("--help");
        var commands = CommandOfHelp()
            .Matches(help.Output.Split("Commands:")[1].Split("Examples:")[0])
            .Select(command => command.Groups["name"].Value)
            .ToList();

        commands.ShouldBe(
            [.. Looked, .. WithoutInventory],
            ignoreOrder: true,
            customMessage: $"Add what a new command prints to {nameof(SecretOutputsTests)}");
    }

    [Fact]
    [Trait("Category", "Exhaustive")]
    public async Task Scan_and_check_of_its_inventory_find_the_same()
    {
        var planted = PlantedAccount.Of(PlantedAccount.Kinds.Where((_, index) => index % 45 is 7));
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstate { Accounts = [planted.Account] });

        await Aws(aws, "scan", "--output", "scanned");
        await Run("check", "--inventory", "scanned/inventory.json", "--output", "checked");

        Findings("scanned").ShouldNotBeEmpty();
        Findings("checked").ShouldBe(Findings("scanned"));
    }

    [Fact]
    [Trait("Category", "Exhaustive")]
    public async Task The_same_secret_has_another_mark_in_another_run()
    {
        WriteInventory(Estates.Of(Estates.ScopeWith(
            Estates.OpenApi("orders") with { Description = "password: ember-otter-17, again password: ember-otter-17" })));

        var (first, second) = (await MarksOfOneRun("first"), await MarksOfOneRun("second"));

        first.Distinct(StringComparer.Ordinal).Count().ShouldBe(1, "two places hold the same secret");
        second.Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
        second[0].ShouldNotBe(first[0]);
    }

    // The runtime reads these variables by itself, and says so when nothing answers.
    [Theory]
    [Trait("Category", "Exhaustive")]
    [InlineData("HTTPS_PROXY")]
    [InlineData("ALL_PROXY")]
    public async Task The_password_of_a_proxy_is_printed_nowhere(string variable)
    {
        var start = OtherProcess.Auditor(Folder, "collect", "--region", PlantedAccount.Region, "--verbose", "--output", "through");
        foreach (var (name, value) in TestEnvironment.Aws)
        {
            start.Environment[name] = value;
        }

        start.Environment[variable] = "http://shop:ember-otter-17@127.0.0.1:1";
        var (exitCode, said, error) = await OtherProcess.RunAsync(start);

        exitCode.ShouldNotBe((int)ExitCode.InternalError, error);
        (said + error).ShouldContain("a proxy");
        (said + error).ShouldNotContain("ember-otter-17");
        Files("through");
        _outputs.ShouldNotContain(one => one.Text.Contains("ember-otter-17", StringComparison.Ordinal));
    }

    private async Task<List<string>> MarksOfOneRun(string folder)
    {
        await OtherProcess.RunAsync(OtherProcess.Auditor(
            Folder, "check", "--inventory", "inventory.json", "--format", "json", "--output", folder));
        return [.. SecretMarks().Matches(Read($"{folder}/inventory.json")).Select(mark => mark.Value)];
    }

    private List<string> Findings(string folder)
    {
        using var findings = JsonDocument.Parse(Read($"{folder}/findings.json"));
        return [.. findings.RootElement.GetProperty("findings").EnumerateArray().Select(finding => $"{finding.GetProperty("ruleId")} "
            + $"{finding.GetProperty("outcome")} {finding.GetProperty("fingerprint")}").Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Looked =>
        ["scan", "collect", "check", "merge", "exposure", "explain-access", "graph", "fix", "suppress", "diff"];

    private async Task Leave(IEnumerable<(string Kind, Func<Random, (string Text, string Secret)> Make)> kinds)
    {
        var planted = PlantedAccount.Of(kinds);
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstate { Accounts = [planted.Account] });

        await FromAws(aws, planted.Account.Regions[0].RestApis.Length * 2);
        var again = WithSecrets(Read("scan/inventory.json"), 1);
        var changed = WithSecrets(Read("scan/inventory.json"), 2);
        await FromInventories(again.Json, changed.Json);
        var failed = await FromErrors(aws);
        _outputs.Select(one => one.Output)
            .Where(name => name.EndsWith(": terminal", StringComparison.Ordinal))
            .Count()
            .ShouldBeGreaterThan(40);

        Judge([.. planted.Planted, .. again.Planted, .. changed.Planted, .. failed]);
    }

    private async Task FromAws(FakeAwsServer aws, int apis)
    {
        var formats = string.Join(',', ReportCatalogue.All.Select(report => report.Format));
        Write(
            "own.md.sbn",
            "{{ for finding in findings }}{{ finding.ruleId }} {{ finding.message }} {{ for evidence in finding.evidence }}{{ evidence "
                + "}}{{ end }}\n{{ end }}");
        await Said(
            "scan --verbose",
            Aws(aws, "scan", "--verbose", "--cache", "cache", "--output", "scan", "--format", formats, "--sarif-profile", "full", "--template", "own.md.sbn"));
        Files("scan");
        foreach (var report in ReportCatalogue.All)
        {
            _outputs.ShouldContain(
                one => one.Output.StartsWith($"scan {report.Format}:", StringComparison.Ordinal) && one.Text.Length > 0,
                $"{report.Format} was written");
        }

        await Said("scan, from its cache", Aws(aws, "scan", "--cache", "cache", "--output", "cached"));
        await Said("collect --record", Aws(aws, "collect", "--record", "said", "--output", "read"));
        await Said("collect --replay", Run("collect", "--replay", "said", "--output", "replayed"));
        await Said("collect --anonymize", Aws(aws, "collect", "--anonymize", "--output", "other"));
        await Stopped(aws, apis);
        Files("cache", "cached", "said", "read", "replayed", "other", "part");
    }

    private async Task Stopped(FakeAwsServer aws, int apis)
    {
        using var cancellation = new CancellationTokenSource();
        Cancellation = cancellation.Token;
        aws.Inject(FakeFault.Stall("GetUsagePlans"));
        var running = Aws(aws, "collect", "--output", "part");
        while (Lines("part/inventory.partial.jsonl").Split("{\"api\":").Length <= apis)
        {
            running.IsCompleted.ShouldBeFalse();
            await Task.Delay(50);
        }

        await cancellation.CancelAsync();
        await Said("collect, stopped", running);
        Cancellation = CancellationToken.None;
        Files("part");
        await Said("check of a partial inventory", Run("check", "--inventory", "part/inventory.partial.jsonl", "--output", "partial"));
        await Said("collect --resume", Aws(aws, "collect", "--output", "part", "--resume"));
        Files("partial");
    }

    private async Task FromInventories(string before, string after)
    {
        Write("before.json", before);
        Write("after.json", after);
        var formats = string.Join(',', ReportCatalogue.All.Select(report => report.Format));
        await Said("check --verbose", Run("check", "--verbose", "--inventory", "before.json", "--output", "checked", "--format", formats));
        await Said("merge", Run("merge", "before.json", "after.json", "--output", "merged"));
        await Said("exposure", Run("exposure", "--inventory", "before.json", "--principals"));
        await Said("exposure in JSON", Run("exposure", "--inventory", "before.json", "--format", "json"));
        await Said(
            "explain-access", Run("explain-access", "--inventory", "before.json", "--api", "rest000000", "--stage", "prod", "GET /orders"));
        await Said(
            "explain-access in JSON",
            Run("explain-access", "--inventory", "before.json", "--api", "rest000000", "--stage", "prod", "GET /orders", "--format", "json"));
        foreach (var format in new[] { "mermaid", "dot", "graphml" })
        {
            await Said($"graph in {format}", Run("graph", "--inventory", "before.json", "--routes", "all", "--format", format));
        }

        foreach (var format in new[] { "shell", "terraform", "cloudformation" })
        {
            await Said($"fix in {format}", Run("fix", "--inventory", "before.json", "--format", format));
        }

        await Said("diff", Run("diff", "before.json", "after.json"));
        await Said("diff in Markdown", Run("diff", "before.json", "after.json", "--format", "markdown"));
        await Said("diff in JSON", Run("diff", "before.json", "after.json", "--format", "json"));
        var fingerprint = Fingerprint().Match(Read("checked/findings.json")).Groups["value"].Value;
        await Said("suppress", Run("suppress", fingerprint, "--reason", "known", "--findings", "checked/findings.json"));
        await Said("diff into a file", Run("diff", "before.json", "after.json", "--output", "checked/diff.txt"));
        Files("checked", "merged");
        _outputs.Add(("auditor.yaml", Read("auditor.yaml")));
    }

    // What people write about findings, and findings that somebody else's tool wrote.
    private async Task FromFindings(Func<string, string> next)
    {
        using var findings = JsonDocument.Parse(Read("checked/findings.json"));
        var fingerprint = Fingerprint().Match(Read("checked/findings.json")).Groups["value"].Value;
        File.Delete(PathOf("auditor.yaml"));
        await Said(
            "suppress with a secret reason",
            Run("suppress", fingerprint, "--reason", $"Uses {next("--reason")}", "--accepted-by", next("--accepted-by"), "--findings", "checked/findings.json"));
        var written = Read("auditor.yaml");
        _outputs.Add(("auditor.yaml with a reason", written));
        var (reason, who) = (JsonSerializer.Serialize(next("reason in auditor.yaml")), JsonSerializer.Serialize(next(
            "acceptedBy in auditor.yaml")));
        Write("own.yaml", AcceptedBy().Replace(Reason().Replace(written, $"reason: {reason}"), $"acceptedBy: {who}"));
        await Said(
            "check with suppressions",
            Run("check", "--inventory", "scan/inventory.json", "--config", "own.yaml", "--output", "suppressed", "--verbose", "--format", string.Join(',', ReportCatalogue.All.Select(report => report.Format))));
        var others = Read("checked/findings.json")
            .Replace(
                "\"message\": \"",
                $"\"message\": \"{JsonEncodedText.Encode(next("findings.json that was not judged"))} ",
                StringComparison.Ordinal);
        Write("others.json", others);
        Write(
            "none.json",
            JsonSerializer.Serialize(new { schemaVersion = findings.RootElement.GetProperty("schemaVersion"), scan = findings.RootElement.GetProperty("scan"), summary = findings.RootElement.GetProperty("summary"), findings = Array.Empty<object>() }));
        await Said("diff of findings", Run("diff", "none.json", "others.json"));
        await Said("diff of findings in JSON", Run("diff", "others.json", "none.json", "--format", "json"));
        await Said("diff of findings in Markdown", Run("diff", "none.json", "others.json", "--format", "markdown"));
        await Said(
            "check with a baseline", Run("check", "--inventory", "scan/inventory.json", "--baseline", "others.json", "--output", "based"));
        Files("suppressed", "based");
        Read("suppressed/findings.json").ShouldContain("\"suppressed\"");
    }

    // What a service repeats, what stands in the environment, what somebody mistypes.
    private async Task<List<PlantedSecret>> FromErrors(FakeAwsServer aws)
    {
        var planted = new List<PlantedSecret>();
        string Next(string field)
        {
            var (kind, make) = PlantedSecrets.SelfEvident[planted.Count % 40];
            var secret = make(PlantedSecrets.Seeded(9_000 + planted.Count));
            planted.Add(new(kind, field, secret));
            return secret;
        }

        aws.Inject(FakeFault.Error("GetRestApis", 400, "BadRequestException", $"Invalid {Next("error of a service")} specified").Always);
        aws.Inject(FakeFault.Error(
            "GetApis",
            403,
            "AccessDeniedException",
            $"User: arn:aws:sts::123456789012:assumed-role/x/{Uri.EscapeDataString(Next("name of a session"))} is not authorized").Always);
        await Said("scan that is refused", Aws(aws, "scan", "--verbose", "--output", "refused"));
        foreach (var address in new[] { "ftp://app:{0}@127.0.0.1:1/", "https://app:{0}@127.0.0.1:1/", "http://{0}@127.0.0.1:1", "http://127.0.0.1:1/?token={0}", "{0}" })
        {
            await Said(
                $"--endpoint-url {address}",
                Run("collect", "--region", PlantedAccount.Region, "--output", "nowhere", "--endpoint-url", string.Format(null, address, Next($"--endpoint-url {address}").Replace('/', 'x'))));
        }

        await FromFindings(Next);
        await Said("mistyped rule", Run("rules", "explain", Next("rules explain")));
        await Said("mistyped rule of permissions", Run("permissions", "--rule", Next("permissions --rule")));
        await Said("mistyped caller", Run("exposure", "--inventory", "before.json", "--from", $"ip:{Next("exposure --from")}"));
        await Said(
            "mistyped API",
            Run("explain-access", "--inventory", "before.json", "--stage", "prod", "GET /orders", "--api", Next("explain-access --api")));
        await Said(
            "secret header",
            Run("explain-access", "--inventory", "before.json", "--api", "rest000000", "--stage", "prod", "GET /orders", "--header", $"X-Api-Key: {Next("explain-access --header")}"));
        await Said("mistyped fingerprint", Run("suppress", Next("suppress"), "--reason", "x", "--findings", "checked/findings.json"));
        await Said("mistyped recording", Run("collect", "--replay", Next("collect --replay").Replace('/', 'x')));
        await Said("mistyped files", Run("diff", Next("diff").Replace('/', 'x'), "before.json"));
        await Said("mistyped folder", Run("merge", Next("merge").Replace('/', 'x')));
        await Said("mistyped plug-in", Run("check", "--inventory", "before.json", "--plugin", $"{Next("--plugin").Replace('/', 'x')}.dll"));
        await Said("mistyped Region", Run("collect", "--region", Next("--region")));
        await Said("mistyped option", Run("collect", $"--password={Next("an option that there is not")}"));
        await Said("mistyped command", Run(Next("a command that there is not")));
        await Said("no such file", Run("check", "--inventory", Next("--inventory").Replace('/', 'x')));
        Write("auditor.yaml", $"failOn: {Next("auditor.yaml")}\n{Next("a name in auditor.yaml")}: 1\n");
        await Said("wrong configuration", Run("check", "--inventory", "before.json", "--config", "auditor.yaml"));
        Write("broken.json", $"{{\"schemaVersion\": {Next("broken inventory")}");
        await Said("broken inventory", Run("check", "--inventory", "broken.json"));
        Write("template.yaml", $$"""
            AWSTemplateFormatVersion: "2010-09-09"
            Description: Uses {{Next("description of a template")}} for now
            Resources:
              Api:
                Type: AWS::ApiGateway::RestApi
                Properties:
                  Name: orders
                  Description: Uses {{Next("description of an API in a template")}}
              Stage:
                Type: AWS::ApiGatewayV2::Stage
                Properties:
                  ApiId: !Ref Api
                  StageName: prod
                  StageVariables:
                    note: {{Next("stage variable in a template")}}
            """);
        await Said(
            "check of a template",
            Run("check", "template.yaml", "--output", "template", "--format", string.Join(',', ReportCatalogue.All.Select(report => report.Format)), "--verbose"));
        Files("refused", "template");
        return planted;
    }

    private async Task Said(string name, Task<CliRun> running)
    {
        var run = await running;
        run.ExitCode.ShouldNotBe(ExitCode.InternalError, run.Error);
        _outputs.Add(($"{name}: terminal", run.Output + run.Error));
    }

    private Task<CliRun> Aws(FakeAwsServer aws, params string[] arguments) =>
        Run([.. arguments, "--endpoint-url", aws.Url.AbsoluteUri, "--max-rate", "1000000", "--region", PlantedAccount.Region]);

    private void Files(params string[] folders)
    {
        foreach (var file in folders.SelectMany(folder => Directory.Exists(PathOf(folder))
            ? Directory.EnumerateFiles(PathOf(folder), "*", SearchOption.AllDirectories)
            : []))
        {
            var name = Path.GetRelativePath(Folder, file);
            var format = ReportCatalogue.All.FirstOrDefault(report => Path.GetFileName(file) == report.FileName
                || Path.GetFileName(file).StartsWith($"auditor.{report.Format}.", StringComparison.Ordinal))?.Format;
            _outputs.Add((name.StartsWith("scan/", StringComparison.Ordinal) && format is not null ? $"scan {format}: {name}"
                : name.StartsWith("cache/", StringComparison.Ordinal) ? "cache"
                : name, File.ReadAllText(file)));
        }
    }

    // An inventory as somebody else's tool might have written it: other secrets where the marks are.
    private static (string Json, List<PlantedSecret> Planted) WithSecrets(string inventory, int seed)
    {
        var planted = new List<PlantedSecret>();
        var json = SecretMarks().Replace(inventory, mark =>
        {
            var (kind, make) = PlantedSecrets.SelfEvident[planted.Count % PlantedSecrets.SelfEvident.Length];
            var secret = make(PlantedSecrets.Seeded((seed * 100_000) + planted.Count));
            planted.Add(new(kind, "inventory that was not judged", secret));
            return JsonEncodedText.Encode(secret).ToString();
        });
        planted.Count.ShouldBeGreaterThan(50);
        return (json, planted);
    }

    private void Judge(List<PlantedSecret> planted)
    {
        var search = new SecretSearch(planted);
        var leaks = _outputs.GroupBy(one => one.Output, one => search.In(one.Text), StringComparer.Ordinal)
            .Select(one => (Output: one.Key, Secrets: one.SelectMany(secrets => secrets).DistinctBy(secret => secret.Key).ToDictionary()))
            .ToList();
        foreach (var (name, secrets) in leaks)
        {
            output.WriteLine($"{secrets.Count,5} of {planted.Count} in "
                + $"{name}{(secrets.Count is 0 ? "" : $": {string.Join("; ", secrets.Take(5).Select(secret => $"{secret.Key.Kind} in {secret.Key.Field}: {secret.Value.ReplaceLineEndings(" ")}"))}")}");
        }

        var all = leaks.SelectMany(leak => leak.Secrets.Keys).ToHashSet();
        output.WriteLine($"{all.Count} of {planted.Count} secrets ({100.0 * all.Count / planted.Count:0.00} %) of "
            + $"{planted.DistinctBy(one => one.Kind).Count()} kinds in {planted.DistinctBy(one => one.Field).Count()} fields stand in "
                + $"some of {leaks.Count} outputs");
        foreach (var field in all.GroupBy(secret => secret.Field))
        {
            output.WriteLine($"  {field.Count()} of {planted.Count(one => one.Field == field.Key)} in {field.Key}: "
                + $"{string.Join(", ", field.Select(secret => secret.Kind).Distinct())}");
        }

        ((double)all.Count / planted.Count).ShouldBeLessThanOrEqualTo(Most);
    }

    [GeneratedRegex(@"\[secret: [^\]]{1,60}\]~[0-9a-f]{6}")]
    private static partial Regex SecretMarks();

    [GeneratedRegex(@"""fingerprint"":\s*""(?<value>[^""]+)""")]
    private static partial Regex Fingerprint();

    [GeneratedRegex("reason: .*")]
    private static partial Regex Reason();

    [GeneratedRegex("acceptedBy: .*")]
    private static partial Regex AcceptedBy();

    [GeneratedRegex("^  (?<name>[a-z][a-z-]+)(?= )", RegexOptions.Multiline)]
    private static partial Regex CommandOfHelp();
}
