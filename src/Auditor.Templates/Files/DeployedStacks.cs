using Auditor.Templates.CloudFormation;
using Auditor.Templates.Documents;

namespace Auditor.Templates.Files;

/// <summary>
/// What a build wrote beside its templates about how they are deployed: the manifest of CDK (<c>cdk.out/manifest.json</c>), the state of
/// the Serverless Framework (<c>.serverless/serverless-state.json</c>).
/// </summary>
internal sealed class DeployedStacks
{
    private const string Manifest = "manifest.json";
    private const string ServerlessState = "serverless-state.json";
    private const int LargestFile = 64 * 1024 * 1024;

    private readonly Dictionary<string, ParameterValues> _values = new(StringComparer.Ordinal);

    private DeployedStacks()
    {
    }

    /// <summary>Whether CDK wrote the folder.</summary>
    public bool IsAssembly { get; private init; }

    /// <summary>What the folder tells; of any other folder nothing.</summary>
    public static DeployedStacks In(string folder) =>
        Read(Path.Combine(folder, Manifest)) is { } manifest
            && manifest["artifacts"] is MapNode artifacts
            && manifest["version"] is TextNode
            ? OfManifest(artifacts)
            : Read(Path.Combine(folder, ServerlessState)) is { } state && state["service"] is MapNode service
            ? OfServerless(service)
            : new();

    /// <summary>The account, the Region, the name and the parameters of the stack that a template is for.</summary>
    public ParameterValues Of(string fileName) => _values.GetValueOrDefault(fileName) ?? ParameterValues.None;

    /// <summary>Whether a file is what CDK says about templates and assets, and none itself.</summary>
    public bool IsAbout(string fileName) => IsAssembly
        && (fileName is Manifest or "tree.json" or "cdk.out" || fileName.EndsWith(".assets.json", StringComparison.Ordinal));

    // artifacts: { Orders: { type: aws:cloudformation:stack, environment: aws://111122223333/eu-west-1, properties: { templateFile } } }
    private static DeployedStacks OfManifest(MapNode artifacts)
    {
        var stacks = new DeployedStacks { IsAssembly = true };
        foreach (var entry in artifacts.Effective)
        {
            if (entry.Value is not MapNode artifact
                || artifact["type"] is not TextNode { Text: "aws:cloudformation:stack" }
                || artifact["properties"] is not MapNode properties
                || properties["templateFile"] is not TextNode { Text: var file })
            {
                continue;
            }

            var environment = (artifact["environment"] as TextNode)?.Text ?? "";
            var (account, region) = environment.Split('/') is ["aws:", "", var one, var other] ? (one, other) : ("", "");
            stacks._values[file] = ParameterValues.Of(
            [
                .. Named("AWS::StackName", (properties["stackName"] as TextNode)?.Text ?? entry.Key),
                .. account.Length == 12 ? Named("AWS::AccountId", account) : [],
                .. region.Length > 0 && !region.StartsWith("unknown", StringComparison.Ordinal) ? Named("AWS::Region", region) : [],
                .. ((properties["parameters"] as MapNode)?.Effective ?? []).Select(parameter => (parameter.Key, parameter.Value)),
            ]);
        }

        return stacks;
    }

    private static DeployedStacks OfServerless(MapNode service)
    {
        var stacks = new DeployedStacks();
        var provider = service["provider"] as MapNode;
        var stage = (provider?["stage"] as TextNode)?.Text;
        var name = (provider?["stackName"] as TextNode)?.Text
            ?? ((service["service"] as TextNode)?.Text is { } plain && stage is not null ? $"{plain}-{stage}" : null);
        var values = ParameterValues.Of(
        [
            .. name is not null ? Named("AWS::StackName", name) : [],
            .. (provider?["region"] as TextNode)?.Text is { Length: > 0 } region ? Named("AWS::Region", region) : [],
        ]);
        stacks._values["cloudformation-template-update-stack.json"] = values;
        stacks._values["cloudformation-template-create-stack.json"] = values;
        return stacks;
    }

    private static IEnumerable<(string Name, Node Value)> Named(string name, string value) =>
        [(name, new TextNode(new(Manifest, 1, 1, 1, 1), value, IsQuoted: true))];

    // What cannot be read tells nothing: the templates beside it do.
    private static MapNode? Read(string path)
    {
        try
        {
            return File.Exists(path) && new FileInfo(path) is { LinkTarget: null, Length: < LargestFile }
                ? DocumentReader.Read(path, File.ReadAllBytes(path)) as MapNode
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or UnreadableException)
        {
            return null;
        }
    }
}
