using Auditor.Templates.Documents;
using Auditor.Templates.Values;

namespace Auditor.Templates.Terraform;

/// <summary>A plan of Terraform, or what it has deployed, as <c>terraform show -json</c> prints it.</summary>
internal sealed class TerraformPlan : ITemplate
{
    private readonly MapNode _root;
    private readonly Lazy<ResourceSet> _set;

    public TerraformPlan(string file, MapNode root)
    {
        (File, _root) = (file, root);
        _set = new(Read);
    }

    public string File { get; }

    public string Language => "Terraform";

    public static bool Is(MapNode root) => root["format_version"] is TextNode
        && (root["planned_values"] is MapNode || root["resource_changes"] is ListNode || root["values"] is MapNode);

    /// <summary>Nothing in a plan hangs on a condition: what is open is open in every variant.</summary>
    public ResourceSet In(Scenario scenario) => _set.Value;

    private ResourceSet Read()
    {
        var planned = PlannedResources.Of(_root);
        var references = new PlanReferences(_root["configuration"] as MapNode, planned);
        var translation = new ResourceTranslation(planned, references);
        var resources = JoinedResources.Of([.. planned.Where(resource => !resource.IsData).Select(translation.Of).OfType<Resource>()]);
        var (region, account) = Deployed(planned);
        return new()
        {
            File = File,
            Language = Language,
            Resources = resources,
            Region = region ?? ProviderRegion() ?? "us-east-1",
            Account = account ?? "000000000000",
            // Where an API that is meant cannot be told, it may be any of these.
            Exported = translation.HasOpenApis
                ? [.. resources.Where(resource => resource.Type is "AWS::ApiGateway::RestApi" or "AWS::ApiGatewayV2::Api").Select(resource => resource.Id)]
                : [],
        };
    }

    // arn:aws:lambda:eu-west-1:123456789012:function:orders
    private static (string? Region, string? Account) Deployed(IEnumerable<PlannedResource> resources)
    {
        var arns = resources.Select(resource => resource.Known("arn")?.Split(':') ?? []).Where(parts => parts.Length > 5).ToList();
        return (arns.Select(parts => parts[3])
            .FirstOrDefault(region => region.Length > 0), arns.Select(parts => parts[4])
            .FirstOrDefault(account => account.Length == 12));
    }

    private string? ProviderRegion() => ((_root["configuration"] as MapNode)?["provider_config"] as MapNode)?["aws"] is MapNode provider
        && ((provider["expressions"] as MapNode)?["region"] as MapNode) is { } region
        ? (region["constant_value"] as TextNode)?.Text ?? RootVariable(region)
        : null;

    private string? RootVariable(MapNode expression) =>
        expression["references"] is ListNode { Items: [TextNode { Text: var name }] } && name.StartsWith("var.", StringComparison.Ordinal)
        ? (((_root["variables"] as MapNode)?[name[4..]] as MapNode)?["value"] as TextNode)?.Text
        : null;
}
