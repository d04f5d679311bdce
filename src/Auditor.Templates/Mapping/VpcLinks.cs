using Auditor.Core.Inventory;

namespace Auditor.Templates.Mapping;

/// <summary>Reads <c>AWS::ApiGateway::VpcLink</c> and <c>AWS::ApiGatewayV2::VpcLink</c>.</summary>
internal sealed class VpcLinks(MappingContext context)
{
    public Fact<ImmutableArray<VpcLink>> Read() => context.OfType(
        "AWS::ApiGateway::VpcLink", "AWS::ApiGatewayV2::VpcLink").Select((link, index) =>
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
    }).ToImmutableArray();
}
