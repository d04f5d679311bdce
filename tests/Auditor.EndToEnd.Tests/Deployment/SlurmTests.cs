using System.Globalization;
using System.Text.Json;
using Auditor.EndToEnd.Tests.Processes;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Faults;

namespace Auditor.EndToEnd.Tests.Deployment;

/// <summary>Many accounts on an engine that is really there: what its tasks find together is what one process finds alone.</summary>
[Trait("Category", "Exhaustive")]
public sealed class SlurmTests : IDisposable
{
    private const string Region = "eu-west-1";
    private const string Administrator = "100000000000";

    private static readonly string[] Estate = ["--organization", "--organization-role", "auditor", "--region", Region];
    private static readonly string[] Choice = ["--rule", "AGW1001", "--rule", "AGW2004", "--rule", "AGW3001"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("auditor-shards-");

    [SlurmFact]
    public async Task Eight_shards_of_two_hundred_accounts_find_what_one_process_finds()
    {
        var ids = Enumerable.Range(0, 200).Select(number => (100_000_000_000 + number).ToString(CultureInfo.InvariantCulture)).ToList();
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstate { Accounts = [.. ids.Select(id => Account(id, ids))] });
        using var auditor = new AuditorProcess();
        var environment = Environment(aws);
        foreach (var (name, value) in environment)
        {
            auditor.Environment[name] = value;
        }

        var alone = await auditor.RunAsync(["scan", .. Estate, .. Choice, "--fail-on", "none", "--format", "json"]);
        alone.ExitCode.ShouldBe(0, alone.ToString());

        // One account is asked to wait, and one does not answer: the task that reads it can only be killed.
        aws.ForgetCalls();
        aws.Inject(FakeFault.Throttled("GetStages", times: 2) with { Path = $"/{ApiOf(ids[7])}/" });
        aws.Inject(FakeFault.Stall("GetStages") with { Path = $"/{ApiOf(ids[8])}/", Times = int.MaxValue });
        await using (var slurm = await SlurmCluster.StartAsync())
        {
            var job = await slurm.SubmitAsync(
                environment,
                [
                    "--array=1-8", "--mem=0", $"--output={_folder.FullName}/log-%a.txt", Script("collect.sbatch"),
                    _folder.FullName, .. Estate, .. Choice,
                ]);
            await slurm.UntilAsync(async () => await slurm.TasksAsync(job) is { Count: 1 } left && left.Values.Single() is "RUNNING");
            var task = $"{job}_{(await slurm.TasksAsync(job)).Keys.Single()}";
            await slurm.RunAsync("scontrol", "requeue", task);
            await slurm.UntilAsync(async () =>
                (await slurm.RunAsync("scontrol", "show", "job", task)).StandardOutput.Contains("Restarts=1", StringComparison.Ordinal));
            aws.Mend();
            var merge = await slurm.SubmitAsync(
                environment,
                [
                    $"--dependency=afterany:{job}", "--mem=0", $"--output={_folder.FullName}/log-merge.txt", Script("merge.sbatch"),
                    _folder.FullName, .. Choice, "--fail-on", "none", "--format", "json",
                ]);
            await slurm.UntilAsync(async () => (await slurm.TasksAsync(merge)).Count is 0);
        }

        var log = string.Join('\n', Directory.GetFiles(_folder.FullName, "log-*.txt").Select(File.ReadAllText));
        var report = Path.Combine(_folder.FullName, "report", "findings.json");
        File.Exists(report).ShouldBeTrue(log);
        var together = Findings(report);
        together.Count.ShouldBeGreaterThanOrEqualTo(200, log);
        together.ShouldBe(Findings(Path.Combine(auditor.Folder, "auditor-report", "findings.json")));
        Directory.GetFiles(_folder.FullName, "inventory.json", SearchOption.AllDirectories).Length.ShouldBe(9, log);
        aws.Calls.Count(call => call.Status is 429).ShouldBe(2);
        aws.Violations.ShouldBeEmpty();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static FakeAccount Account(string id, List<string> ids) => new(id)
    {
        Organization = id == Administrator ? [.. ids.Select(member => new FakeMemberAccount(member))] : [],
        Roles = [new("auditor")],
        Regions =
        [
            new(Region) { RestApis = [new($"api-{id}") { Id = ApiOf(id), Methods = [new("GET", "/orders")], Stages = [new("prod")] }] },
        ],
    };

    private static string ApiOf(string account) => $"a{account[3..]}";

    private static string Script(string name) => Path.Combine(Repository.Root, "deploy", "slurm", name);

    private static List<string> Findings(string file)
    {
        using var report = JsonDocument.Parse(File.ReadAllBytes(file));
        report.RootElement.GetProperty("scan").GetProperty("incomplete").GetBoolean().ShouldBeFalse();
        return
        [
            .. report.RootElement.GetProperty("findings").EnumerateArray()
                .Select(finding => $"{finding.GetProperty("fingerprint")} {finding.GetProperty("message")}"),
        ];
    }

    private Dictionary<string, string> Environment(FakeAwsServer aws)
    {
        // What is on the PATH of a node.
        var command = Path.Combine(_folder.FullName, "auditor");
        var built = Path.Combine(
            Repository.Root, "artifacts", "bin", "Auditor.Cli", new DirectoryInfo(AppContext.BaseDirectory).Name, "auditor.dll");
        File.WriteAllText(command, $"#!/bin/sh\nexec dotnet '{built}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(command, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return new(StringComparer.Ordinal)
        {
            ["AWS_ENDPOINT_URL"] = aws.Url.ToString(),
            ["AWS_ACCESS_KEY_ID"] = aws.Credentials.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = aws.Credentials.SecretAccessKey,
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["PATH"] = $"{_folder.FullName}:{System.Environment.GetEnvironmentVariable("PATH")}",
        };
    }
}
