using System.Text.Json;
using System.Text.RegularExpressions;
using Auditor.Cli.Tests.Support;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;

namespace Auditor.Cli.Tests;

/// <summary>Every command in a block of the README and of a page was run, in the order of its page, or stands here with why not.</summary>
[Trait("Category", "Exhaustive")]
public sealed partial class DocumentedCommandsTests : CliTests
{
    private const string Mine = "123456789012";
    private const string Region = "eu-west-1";

    // The pages whose commands this test runs. docs/cli.md is made of the help, whose examples HelpTests looks at.
    private static readonly string[] Pages =
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md")
            .Where(page => Path.GetFileName(page) is not "cli.md")
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>How a command begins that this test does not run, and why not.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        ["dotnet run --project samples/Auditor.Demo"] = "DemonstrationTests runs it.",
        ["dotnet test"] = ".ci/run takes it from the README and runs it.",
        ["curl -fsSL https://github.com/auditor-cli/auditor/raw/main/scripts/install | "] =
            "InstallScriptTests runs the script, with a release on this machine.",
        ["AUDITOR_VERSION=1.2.3 scripts/install"] = "InstallScriptTests runs it, with a release on this machine.",
        ["dotnet publish src/Auditor.Cli "] = "scripts/release publishes; it takes minutes.",
        ["docker run "] = "There is no engine here; ImageTests runs the same file system, read-only and as the same user.",
        ["scripts/try-on-debian "] = "It makes a Debian, which takes minutes and a network; the page says what came of it.",
        ["scripts/release "] = "It takes minutes; release.yml runs it twice and compares.",
        ["deploy/image/"] = "ImageTests runs both scripts.",
        ["sbatch "] = "SlurmTests runs both scripts in a Slurm on this machine.",
        ["kubectl "] = "There is no cluster here; DeploymentFilesTests holds the manifest against the API's types.",
        ["aws iam "] = "It changes an account.",
        ["aws cloudformation "] = "It changes an account; cfn-lint reads the templates.",
        ["cd tests/Auditor.Core.Tests"] = "It goes where dotnet stryker starts.",
        ["dotnet tool restore"] = "It fetches dotnet stryker.",
        ["dotnet stryker"] = "It runs the tests once for each change to the code, which takes hours; the page says what came of it.",
        ["pip install "] = "It is how the tests' own machine was set up.",
        ["moto_server "] = "MotoServer starts it.",
        ["python3 tests/moto/seed.py "] = "MotoServer runs it.",
        ["tar czf "] = "It packs a folder.",
        ["jq -c '.[]' auditor-report/auditor.asff.json"] = "It sends findings to Security Hub; AsffReportTests looks at the requests.",
        ["dotnet build samples/plugin"] = "It is built with these tests; PluginTests runs it.",
        ["case $code in"] = "It prints what the code says.",
        ["exit $code"] = "It ends a job.",
    };

    [Fact]
    public async Task Every_command_of_a_page_does_what_it_is_for()
    {
        await using var aws = await FakeAwsServer.StartAsync(Estate());
        using var store = new MemoryStore();
        (Storage, Variables["CI_NODE_INDEX"], Variables["CI_NODE_TOTAL"]) = (store, "1", "4");
        Variables["AWS_REGION"] = Region;
        Directory.CreateSymbolicLink(PathOf("samples"), Path.Combine(Repository.Root, "samples"));
        string[] before =
            ["scan --output last-night", "collect --shard 2/4", "collect --shard 3/4", "collect --shard 4/4", "scan --fail-on none"];
        foreach (var command in before)
        {
            string[] shard = command.Contains("shard", StringComparison.Ordinal)
                ? ["--organization", "--organization-role", "auditor", "--region", "all", "--output", $"shard-{command[^3]}"]
                : [];
            var outcome = await Run(Arguments($"{command} {string.Join(' ', shard)}", aws));
            outcome.ExitCode.ShouldBeOneOf([ExitCode.Clean, ExitCode.Findings, ExitCode.Incomplete], outcome.Error);
        }

        store["s3://audit/last/findings.json"] = await File.ReadAllBytesAsync(PathOf("last-night/findings.json"));
        var broken = new List<string>();
        var run = 0;
        foreach (var page in Pages.Prepend(Path.Combine(Repository.Root, "README.md")))
        {
            foreach (var line in Commands(await File.ReadAllTextAsync(page)))
            {
                if (AuditorCommand().Match(line) is not { Success: true } command)
                {
                    if (!Elsewhere.Keys.Any(known => line.StartsWith(known, StringComparison.Ordinal)))
                    {
                        broken.Add($"{Path.GetFileName(page)}: {line}\n    is neither run nor said to be run elsewhere.");
                    }

                    continue;
                }

                var outcome = await Run(Arguments(command.Groups["arguments"].Value, aws));
                if (outcome.ExitCode is not (ExitCode.Clean or ExitCode.Findings or ExitCode.Incomplete))
                {
                    broken.Add($"{Path.GetFileName(page)}: {line}\n    {outcome.Error}");
                }

                run++;
            }
        }

        broken.ShouldBeEmpty();
        run.ShouldBeGreaterThan(20);
        aws.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_stands_here_that_is_on_no_page()
    {
        var lines = Pages.Append(Path.Combine(Repository.Root, "README.md"))
            .Append(Path.Combine(Repository.Root, "samples", "plugin", "README.md"))
            .SelectMany(page => Commands(File.ReadAllText(page)))
            .ToList();

        Elsewhere.Keys.Where(known => !lines.Exists(line => line.StartsWith(known, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    private static FakeEstate Estate()
    {
        string[] others = ["111122223333", "444455556666"];
        return new()
        {
            Accounts =
            [
                Account(Mine) with { Organization = [new(Mine), .. others.Select(id => new FakeMemberAccount(id))] },
                .. others.Select(Account),
            ],
        };

        static FakeAccount Account(string id) => new(id)
        {
            Roles = [new("auditor")],
            Regions = [new(Region) { RestApis = [new($"orders-{id}") { Methods = [new("POST", "/orders")], Stages = [new("prod")] }] }],
        };
    }

    // What a line of a block does: without remarks, and whole where it goes on behind a backslash.
    private static IEnumerable<string> Commands(string page) => Block().Matches(page)
        .SelectMany(block => block.Groups["text"].Value.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n'))
        .Select(line => Remark().Replace(line, "").Trim())
        .Where(line => line.Length > 0 && !IsInside().IsMatch(line));

    private string[] Arguments(string text, FakeAwsServer aws)
    {
        var words = Word().Matches(Redirection().Replace(text, ""))
            .Select(word => word.Value.Replace("\"", "", StringComparison.Ordinal));
        return
        [
            .. words.Select(argument => argument switch
            {
                "http://127.0.0.1:5000" => aws.Url.ToString(),
                "0123456789abcdef0123456789abcdef" => Fingerprint(),
                _ => argument.Replace("~", Folder, StringComparison.Ordinal),
            }),
            // What the environment says elsewhere: it is not the test's own.
            .. ReadsAws().IsMatch(text) ? ["--max-rate", "1000000", "--region", Region] : Array.Empty<string>(),
            .. ReadsAws().IsMatch(text) && !text.Contains("--endpoint-url", StringComparison.Ordinal)
                ? ["--endpoint-url", aws.Url.ToString()]
                : Array.Empty<string>(),
        ];
    }

    private string Fingerprint()
    {
        using var report = JsonDocument.Parse(Read("auditor-report/findings.json"));
        return $"{report.RootElement.GetProperty("findings")[0].GetProperty("fingerprint")}";
    }

    // Diagrams, workflows of others (WorkflowFilesTests, CiPageTests) and files are no commands; a block without a name could be.
    [Fact]
    public void Every_block_says_what_it_is() =>
        Pages.Append(Path.Combine(Repository.Root, "README.md"))
            .SelectMany(page => Fence().Matches(File.ReadAllText(page)).Where((_, index) => index % 2 is 0))
            .Select(fence => fence.Groups["kind"].Value)
            .Distinct(StringComparer.Ordinal)
            .Except(["sh", "yaml", "json", "groovy", "mermaid", "text", "csharp", "xml", "html"], StringComparer.Ordinal)
            .ShouldBeEmpty();

    [GeneratedRegex("^```(?<kind>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Fence();

    [GeneratedRegex("```sh\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Block();

    [GeneratedRegex("(^|\\s+)#.*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Remark();

    // What only means something together with the line that begins it.
    [GeneratedRegex("^([0-9*]+\\) .*;;|esac|done|region=.*|aws securityhub .*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex IsInside();

    [GeneratedRegex("^([A-Z_]+=\\S+ )*auditor (?<arguments>.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex AuditorCommand();

    [GeneratedRegex("\\s*(>|&&|\\|\\|).*$")]
    private static partial Regex Redirection();

    [GeneratedRegex("^(scan|collect)( |$)(?!.*--replay)", RegexOptions.ExplicitCapture)]
    private static partial Regex ReadsAws();

    [GeneratedRegex("(\"[^\"]*\"|\\S)+", RegexOptions.ExplicitCapture)]
    private static partial Regex Word();
}
