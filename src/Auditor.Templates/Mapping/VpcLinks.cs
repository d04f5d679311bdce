using Auditor.Core.Inventory;

namespace Auditor.Templates.Mapping;

/// <summary>Reads <c>AWS::ApiGateway::VpcLink</c> and <c>AWS::ApiGatewayV2::VpcLink</c>.</summary>
internal sealed class VpcLinks(MappingContext context)
{
    public Fact<ImmutableArray<VpcLink>> Read(ImmutableArray<Api> apis)
    {
        var written = Written();
        var known = written.Select(link => link.Id).ToHashSet(StringComparer.Ordinal);
        // One that the template only names is described elsewhere: nothing says that it is gone, nor that it is there for use.
        var named = apis.SelectMany(api => api.Routes.ValueOr([])
            .Select(route => route.Integration.ValueOr(null)).OfType<Integration>()
            .Where(integration => integration.ThroughVpcLink && integration.ConnectionId is { Length: > 0 } id && known.Add(id))
            .Select(integration => new VpcLink
            {
                Id = integration.ConnectionId ?? "",
                Name = integration.ConnectionId ?? "",
                IsV2 = !api.IsRest,
            }));
        return written.AddRange(named);
    }

    private ImmutableArray<VpcLink> Written() =>
    [
        .. context.OfType("AWS::ApiGateway::VpcLink", "AWS::ApiGatewayV2::VpcLink").Select((link, index) =>
        {
            context.SourceMap[$"/scopes/0/vpcLinks/{index}"] = new("vpcLink", link) { Name = link.Id };
            return new VpcLink
            {
                Id = link.Id,
                Name = context.Text(link["Name"]) ?? link.Id,
                Description = context.Text(link["Description"]),
                Tags = context.Tags(link["Tags"]),
                IsV2 = link.Type.StartsWith("AWS::ApiGatewayV2", StringComparison.Ordinal),
                Status = "AVAILABLE",
                TargetArns = context.Texts(link["TargetArns"]),
            };
        }),
    ];
}
