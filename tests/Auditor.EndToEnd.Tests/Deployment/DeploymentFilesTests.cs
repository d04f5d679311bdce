using System.Diagnostics;
using System.Text.Json.Nodes;
using Auditor.EndToEnd.Tests.Processes;
using k8s;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Auditor.EndToEnd.Tests.Deployment;

/// <summary>What people deploy is well-formed, keeps to the standards it names, and gives the command options that it has.</summary>
public sealed class DeploymentFilesTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "deploy");

    [CfnLintTheory]
    [Trait("Category", "Exhaustive")]
    [InlineData("deploy/aws/auditor.yaml")]
    [InlineData("role.json")]
    public async Task CloudFormation_finds_nothing_to_object_to(string template)
    {
        using var auditor = new AuditorProcess();
        var file = Path.Combine(Repository.Root, template);
        if (template is "role.json")
        {
            file = Path.Combine(auditor.Folder, template);
            await File.WriteAllTextAsync(
                file, (await auditor.RunAsync("permissions", "--region", "all", "--cloudformation")).StandardOutput);
        }

        var outcome = await ChildProcess.RunAsync(new ProcessStartInfo("cfn-lint", [file]), ChildProcess.Patience, CancellationToken.None);

        outcome.ExitCode.ShouldBe(0, outcome.ToString());
    }

    // "AWS CloudFormation template formats": aliases and hash merges are not supported. cfn-lint resolves them and says nothing.
    [Fact]
    public void CloudFormation_is_given_no_anchors_and_aliases()
    {
        Aliases(File.ReadAllText(Path.Combine(Folder, "aws", "auditor.yaml"))).ShouldBeEmpty();
        Aliases("a: &b {}\nc: *b\nd:\n  <<: {}\n").ShouldBe(["&b", "*b", "<<"]);
    }

    // AWS makes the member role in every account but the one where the tasks run, which they read as themselves.
    [Fact]
    public async Task Tasks_may_read_their_own_account()
    {
        using var auditor = new AuditorProcess();
        var printed = JsonNode.Parse((await auditor.RunAsync("permissions", "--region", "all")).StandardOutput);
        var scanner = new[] { "Resources", "Scanner", "Properties" }.Aggregate(Documents("aws/auditor.yaml").Single(), At);
        var policy = At(((YamlSequenceNode)At(scanner, "Policies"))[0], "PolicyDocument");
        var allowed = ((YamlSequenceNode)At(policy, "Statement"))
            .Select(statement => (
                Words(At(statement, "Action")),
                // In whatever partition the stack is; what is printed is for that of the credentials.
                Words(At(statement, "Resource")).Replace("${AWS::Partition}", "aws", StringComparison.Ordinal)))
            .ToList();

        var asked = printed?["Statement"]?.AsArray().Select(
            statement => (Words(statement?["Action"]), Words(statement?["Resource"]))).ToList() ?? [];
        asked.Count.ShouldBe(2);
        allowed[^2..].ShouldBe(asked);
    }

    // The client's types are made from the API's own description: a member or a type that it has not is an error.
    [Fact]
    public void Kubernetes_knows_every_member()
    {
        var manifest = File.ReadAllText(Path.Combine(Folder, "kubernetes", "auditor.yaml"));

        KubernetesYaml.LoadAllFromString(manifest, strict: true).Select(thing => thing.GetType().Name)
            .ShouldBe(["V1ServiceAccount", "V1PersistentVolumeClaim", "V1CronJob", "V1CronJob"]);
        Should.Throw<YamlException>(() => KubernetesYaml.LoadAllFromString(
            manifest.Replace("backoffLimitPerIndex", "backoffLimitForIndex", StringComparison.Ordinal), strict: true));
    }

    // "Pod Security Standards", profile restricted.
    [Fact]
    public void Pods_keep_to_the_restricted_standard()
    {
        var pods = Documents("kubernetes/auditor.yaml").SelectMany(Mappings).Where(mapping => Has(mapping, "containers")).ToList();

        pods.Count.ShouldBe(2);
        foreach (var pod in pods)
        {
            var security = At(pod, "securityContext");
            $"{At(security, "runAsNonRoot")}".ShouldBe("true");
            $"{At(At(security, "seccompProfile"), "type")}".ShouldBe("RuntimeDefault");
            $"{At(pod, "automountServiceAccountToken")}".ShouldBe("false");
            foreach (var container in ((YamlSequenceNode)At(pod, "containers")).Cast<YamlMappingNode>())
            {
                var locked = At(container, "securityContext");
                $"{At(locked, "allowPrivilegeEscalation")}".ShouldBe("false");
                $"{At(locked, "readOnlyRootFilesystem")}".ShouldBe("true");
                ((YamlSequenceNode)At(At(locked, "capabilities"), "drop")).Select(name => $"{name}").ShouldBe(["ALL"]);
            }
        }
    }

    [Fact]
    public void As_many_shards_are_merged_as_are_collected()
    {
        var jobs = Documents("kubernetes/auditor.yaml").SelectMany(Mappings).ToList();
        var count = $"{At(jobs.First(mapping => Has(mapping, "completions")), "completions")}";
        var arguments = jobs.Where(mapping => Has(mapping, "args"))
            .Select(mapping => ((YamlSequenceNode)At(mapping, "args")).Select(word => $"{word}").ToList())
            .ToList();

        arguments[0].ShouldContain($"auto/{count}");
        arguments[1].Count(word => word.StartsWith(
            "/work/shard-", StringComparison.Ordinal)).ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe(count);
    }

    // With --help nothing runs, but an option that does not exist is still an error.
    [Theory]
    [InlineData(
        "collect",
        "--organization",
        "--organization-role",
        "auditor",
        "--region",
        "all",
        "--shard",
        "auto/8",
        "--resume",
        "--allow-incomplete",
        "--output",
        "/work/shard-0")]
    [InlineData("merge", "/work/shard-0", "/work/shard-1", "--output", "/work/report")]
    [InlineData(
        "merge",
        "/work/shard-1",
        "--baseline",
        "/work/last/findings.json",
        "--fail-on-new",
        "high",
        "--sarif-split",
        "account",
        "--output",
        "/work/report")]
    public async Task Commands_have_the_options_that_the_files_give_them(params string[] arguments)
    {
        using var auditor = new AuditorProcess();
        var files = string.Concat(Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(File.ReadAllText));

        foreach (var option in arguments.Where(word => word.StartsWith("--", StringComparison.Ordinal)))
        {
            files.ShouldContain(option);
        }

        (await auditor.RunAsync([.. arguments, "--no-such-option"])).StandardError.ShouldContain("'--no-such-option' is no option");
    }

    private static string Words(YamlNode node) =>
        string.Join('\n', node is YamlSequenceNode list ? list.Select(word => $"{word}") : [$"{node}"]);

    private static string Words(JsonNode? node) => string.Join('\n', node?.AsArray().Select(word => $"{word}") ?? []);

    private static List<string> Aliases(string yaml)
    {
        var found = new List<string>();
        var parser = new Parser(new StringReader(yaml));
        while (parser.MoveNext())
        {
            switch (parser.Current)
            {
                case AnchorAlias alias:
                    found.Add($"*{alias.Value}");
                    break;
                case NodeEvent { Anchor.IsEmpty: false } node:
                    found.Add($"&{node.Anchor}");
                    break;
                case Scalar { Value: "<<" }:
                    found.Add("<<");
                    break;
                default:
                    break;
            }
        }

        return found;
    }

    private static IEnumerable<YamlNode> Documents(string file)
    {
        var stream = new YamlStream();
        using var text = File.OpenText(Path.Combine(Folder, file));
        stream.Load(text);
        return [.. stream.Documents.Select(document => document.RootNode)];
    }

    private static IEnumerable<YamlMappingNode> Mappings(YamlNode node) => node.AllNodes.OfType<YamlMappingNode>();

    private static bool Has(YamlMappingNode mapping, string key) => mapping.Children.ContainsKey(new YamlScalarNode(key));

    private static YamlNode At(YamlNode node, string key) => ((YamlMappingNode)node).Children[new YamlScalarNode(key)];
}
