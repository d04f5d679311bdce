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
        var written = WrittenPlace.In(resources);
        return new()
        {
            File = File,
            Language = Language,
            Resources = resources,
            Region = region ?? ProviderRegion() ?? written.Region ?? "us-east-1",
            Account = account ?? written.Account ?? "000000000000",
            // Where an API that is meant cannot be told, it may be any of these.
            Exported = translation.HasOpenApis
                ? [.. resources.Where(resource => resource.Type is "AWS::ApiGateway::RestApi" or "AWS::ApiGatewayV2::Api").Select(resource => resource.Id)]
                : [],
        };
    }

    // arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5 of the APIs, where there are any. Certificates of edge-optimized names and what
    // is for CloudFront are in us-east-1 wherever the APIs are.
    private static (string? Region, string? Account) Deployed(ImmutableArray<PlannedResource> resources)
    {
        var ofApis = Arns(resources, "execution_arn").ToList();
        var others = Arns(resources.Where(resource => !resource.Type.StartsWith("aws_acm_", StringComparison.Ordinal)
            && !resource.Type.StartsWith("aws_cloudfront_", StringComparison.Ordinal)), "arn").ToList();
        return (MostOf(ofApis, 3) ?? MostOf(others, 3), MostOf(ofApis, 4) ?? MostOf(others, 4));

        static IEnumerable<string[]> Arns(IEnumerable<PlannedResource> resources, string attribute) =>
            resources.Select(resource => resource.Known(attribute)?.Split(':') ?? []).Where(parts => parts is ["arn", _, _, _, _, _, ..]);

        static string? MostOf(List<string[]> arns, int part) => arns.Select(parts => parts[part])
            .Where(text => part == 3 ? text.Length > 0 : text.Length == 12)
            .CountBy(text => text, StringComparer.Ordinal)
            .OrderByDescending(each => each.Value)
            .Select(each => each.Key)
            .FirstOrDefault();
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
