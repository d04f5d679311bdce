using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Auditor.EndToEnd.Tests.Processes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Auditor.EndToEnd.Tests.Deployment;

/// <summary>
/// The state machine of deploy/aws, run with JSONata's own implementation (moto's interpreter asks for one in Java): what each task is
/// asked.
/// </summary>
[Trait("Category", "Exhaustive")]
public sealed class StateMachineTests : IDisposable
{
    private const string Run = "night-1";

    private static readonly List<(JsonObject Judged, string Told)> WithoutReport =
    [
        (Failed(Ended(null)), "The merge was not run to its end (States.TaskFailed)"),
        (new() { ["error"] = "AmazonECS.Unknown", ["cause"] = "RESOURCE:MEMORY, {\"ExitCode\" is not said" },
            "The merge was not run to its end (AmazonECS.Unknown)"),
        (new() { ["error"] = "States.Timeout" }, "The merge was not run to its end (States.Timeout)"),
        (new() { ["error"] = "States.TaskFailed", ["cause"] = "{\"Containers\":[{\"ExitCode\":1,\"Na" },
            "The merge was not run to its end (States.TaskFailed)"),
        (Ended(null), "The merge was not run to its end (no exit code)"),
        (Failed(Ended(4)), "The merge failed with exit code 4"),
        (Failed(Ended(137)), "The merge failed with exit code 137"),
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("auditor-states-");

    [NpmFact]
    public async Task Shards_are_read_merged_judged_and_told()
    {
        await ChildProcess.RunAsync(
            new ProcessStartInfo("npm", ["install", "--silent", "--no-audit", "--no-fund", "jsonata@2.1.0"])
            {
                WorkingDirectory = _folder.FullName,
            },
            ChildProcess.Patience,
            CancellationToken.None);
        File.Copy(
            Path.Combine(Repository.Root, "tests", "Auditor.EndToEnd.Tests", "Deployment", "state-machine.mjs"),
            Path.Combine(_folder.FullName, "state-machine.mjs"));

        // Three shards, of which the second is taken away for good; there was a night before; something new was found.
        var calls = await CallsAsync(3, Answers(exitCode: 1, lastNight: new JsonObject(), new JsonObject(), null, new JsonObject()));
        Names(calls).ShouldBe(["CollectShard", "CollectShard", "CollectShard", "LastNight", "Judge", "RememberAndTell", "Tell"]);
        Command(calls[2]).ShouldBe(
            "collect --organization --organization-role auditor --region all --shard 3/3 --resume --allow-incomplete "
                + $"--output s3://reports/runs/{Run}/");
        $"{Overrides(calls[1]).Single()["Environment"]}".ShouldContain($"\"{Run}\"");
        Command(calls[4]).ShouldBe(
            $"merge s3://reports/runs/{Run}/ --baseline s3://reports/last/findings.json --fail-on-new high --sarif-split account "
                + $"--output s3://reports/runs/{Run}/report/");
        $"{calls[6]["arguments"]?["Message"]}"
            .ShouldBe($"There are findings that must not be there: s3://reports/runs/{Run}/report/auditor.html");

        // The first night, one shard, nothing found: it is what the next one is measured against, and nobody is told.
        calls = await CallsAsync(1, Answers(exitCode: 0, lastNight: null, new JsonObject()));
        Names(calls).ShouldBe(["CollectShard", "LastNight", "Judge", "Remember"]);
        Command(calls[2]).ShouldBe(
            $"merge s3://reports/runs/{Run}/ --fail-on none --sarif-split account --output s3://reports/runs/{Run}/report/");
        $"{calls[3]["arguments"]?["CopySource"]}".ShouldBe($"reports/runs/{Run}/report/findings.json");

        // An incomplete night is told, and is no measure for the next one.
        calls = await CallsAsync(1, Answers(exitCode: 3, lastNight: null, new JsonObject()));
        Names(calls).ShouldBe(["CollectShard", "LastNight", "Judge", "Tell"]);
        $"{calls[3]["arguments"]?["Message"]}".ShouldStartWith("Something could not be assessed");

        // A merge that failed, with an exit code or without one, is told too, and is no measure for the next night.
        var nights = await NightsAsync([.. WithoutReport.Select(each => Judged(each.Judged))]);
        foreach (var (night, (_, told)) in nights.Zip(WithoutReport))
        {
            Names(night).ShouldBe(["CollectShard", "LastNight", "Judge", "Tell"], told);
            $"{night[3]["arguments"]?["Message"]}".ShouldBe($"{told}: s3://reports/runs/{Run}/");
        }

        // aws-samples/bedrock-chat pull request 501: the container that GuardDuty adds fails a task whose own container ended with 0.
        var beside = Ended(0);
        beside["Containers"]!.AsArray().Add(new JsonObject { ["Name"] = "aws-guardduty-agent", ["Reason"] = "CannotPullContainerError" });
        var notRemembered = Judged(Failed(Ended(1)));
        notRemembered["RememberAndTell"] = new JsonArray((JsonNode?)null);
        nights = await NightsAsync(Judged(Failed(beside)), Judged(Ended(1)), Judged(Failed(Ended(1))), notRemembered);

        Names(nights[0]).ShouldBe(["CollectShard", "LastNight", "Judge", "Remember"]);

        // Findings are told whether the task counts as failed or not, and where the report cannot be remembered.
        foreach (var night in nights[1..])
        {
            Names(night).ShouldBe(["CollectShard", "LastNight", "Judge", "RememberAndTell", "Tell"]);
            $"{night[4]["arguments"]?["Message"]}".ShouldStartWith("There are findings that must not be there");
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static JsonObject Answers(int exitCode, JsonNode? lastNight, params JsonNode?[] shards) => new()
    {
        ["CollectShard"] = new JsonArray(shards),
        ["LastNight"] = new JsonArray(lastNight),
        ["Judge"] = new JsonArray(exitCode is 0 ? Ended(0) : Failed(Ended(exitCode))),
    };

    private static JsonObject Judged(JsonNode answer) =>
        new() { ["LastNight"] = new JsonArray((JsonNode?)null), ["Judge"] = new JsonArray(answer.DeepClone()) };

    // aws/copilot-cli issue 3160, "Explain scheduled job retries": a container that ends with another code than 0 fails the task with
    // States.TaskFailed, and so does one that does not come up. "Run Amazon ECS or Fargate tasks with Step Functions": refused tasks are
    // AmazonECS.Unknown.
    private static JsonObject Failed(JsonNode task) => new() { ["error"] = "States.TaskFailed", ["cause"] = task.ToJsonString() };

    // What AWS answered when localstack recorded it (test_ecs_task_service.snapshot.json): the task, not a list of tasks, in capitals.
    private static JsonObject Ended(int? exitCode)
    {
        var container = new JsonObject { ["LastStatus"] = "STOPPED", ["Name"] = "auditor", ["NetworkInterfaces"] = new JsonArray() };
        if (exitCode is { } code)
        {
            container["ExitCode"] = code;
        }

        return new()
        {
            ["Containers"] = new JsonArray(container),
            ["LastStatus"] = "STOPPED",
            ["StopCode"] = exitCode is null ? "TaskFailedToStart" : "EssentialContainerExited",
        };
    }

    private static List<string> Names(List<JsonNode> calls) => [.. calls.Select(call => $"{call["state"]}")];

    private static IEnumerable<JsonNode> Overrides(JsonNode call) =>
        call["arguments"]?["Overrides"]?["ContainerOverrides"]?.AsArray().OfType<JsonNode>() ?? [];

    private static string Command(JsonNode call) =>
        string.Join(' ', Overrides(call).Single()["Command"]?.AsArray().Select(word => $"{word}") ?? []);

    private Task<List<List<JsonNode>>> NightsAsync(params JsonObject[] answers) => NightsAsync(1, answers);

    private async Task<List<JsonNode>> CallsAsync(int shards, JsonObject answers) => (await NightsAsync(shards, answers)).Single();

    private async Task<List<List<JsonNode>>> NightsAsync(int shards, params JsonObject[] answers)
    {
        var input = new JsonArray([.. answers.Select(each =>
            new JsonObject { ["definition"] = Definition(shards), ["execution"] = Run, ["answers"] = each })]);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "runs.json"), input.ToJsonString());
        var outcome = await ChildProcess.RunAsync(
            new ProcessStartInfo("/bin/sh", ["-c", "node state-machine.mjs < runs.json"]) { WorkingDirectory = _folder.FullName },
            ChildProcess.Patience,
            CancellationToken.None);
        outcome.ExitCode.ShouldBe(0, outcome.ToString());
        var nights = JsonNode.Parse(outcome.StandardOutput)?.AsArray();
        return [.. nights?.Select(night => night?.AsArray().OfType<JsonNode>().ToList() ?? []) ?? []];
    }

    // As CloudFormation hands it over: with what stands for names filled in.
    private static JsonNode? Definition(int shards)
    {
        var template = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "aws", "auditor.yaml"));
        foreach (var (name, value) in new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Cluster"] = "cluster",
            ["Collect"] = "collect:1",
            ["Merge"] = "merge:1",
            ["Bucket"] = "reports",
            ["Topic"] = "topic",
            ["Role"] = "auditor",
            ["Shards"] = shards.ToString(CultureInfo.InvariantCulture),
            ["FailOnNew"] = "high",
            ["Subnets"] = "subnet-1",
            ["Groups"] = "sg-1",
        })
        {
            template = template.Replace($"${{{name}}}", value, StringComparison.Ordinal);
        }

        var stream = new YamlStream();
        stream.Load(new StringReader(template));
        return new[] { "Resources", "Nightly", "Properties", "Definition" }
            .Aggregate(
                stream.Documents[0].RootNode, (node, name) => ((YamlMappingNode)node).Children[new YamlScalarNode(name)]) is var definition
            ? Json(definition)
            : null;
    }

    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode mapping =>
            new JsonObject(mapping.Children.Select(member => KeyValuePair.Create($"{member.Key}", Json(member.Value)))),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(Json)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } scalar => scalar.Value is "true",
        YamlScalarNode { Style: ScalarStyle.Plain } scalar
            when int.TryParse(scalar.Value, CultureInfo.InvariantCulture, out var number) => number,
        _ => $"{node}",
    };
}
