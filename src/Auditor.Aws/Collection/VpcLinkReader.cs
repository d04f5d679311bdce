using Auditor.Aws.Reading;
using Auditor.Aws.Services.ApiGateway;
using Auditor.Aws.Services.ApiGatewayV2;
using Auditor.Core.Inventory;

namespace Auditor.Aws.Collection;

/// <summary>Reads the VPC links of REST APIs and those of HTTP APIs: two lists, which stand for one.</summary>
internal sealed class VpcLinkReader(RegionReader region)
{
    public Task<Fact<ImmutableArray<VpcLink>>> ReadAsync(CancellationToken cancellationToken) => region.Gaps.TryAsync(
        async () =>
        {
            var rest = await region.ListAsync(RestApiOperations.GetVpcLinks, [], cancellationToken).ConfigureAwait(false);
            var http = await region.ListAsync(HttpApiOperations.GetVpcLinks, [], cancellationToken).ConfigureAwait(false);
            return ImmutableArray.CreateRange(rest.Where(link => link.Id is { Length: > 0 })
                .Select(link => new VpcLink
                {
                    Id = link.Id ?? "",
                    Name = link.Name ?? link.Id ?? "",
                    Status = link.Status,
                    StatusMessage = AnswerTexts.Given(link.StatusMessage),
                    TargetArns = AnswerTexts.Texts(link.TargetArns),
                    Description = AnswerTexts.Given(link.Description),
                    Tags = AnswerTexts.Tags(link.Tags),
                })
                .Concat(http.Where(link => link.VpcLinkId is { Length: > 0 })
                    .Select(link => new VpcLink
                    {
                        Id = link.VpcLinkId ?? "",
                        Name = link.Name ?? link.VpcLinkId ?? "",
                        IsV2 = true,
                        Status = link.VpcLinkStatus,
                        StatusMessage = AnswerTexts.Given(link.VpcLinkStatusMessage),
                        Tags = AnswerTexts.Tags(link.Tags),
                    }))
                .DistinctBy(link => (link.Id, link.IsV2))
                .OrderBy(link => link.IsV2)
                .ThenBy(link => link.Id, StringComparer.Ordinal));
        },
        region.Arn("/vpclinks"),
        "Whether the VPC links that routes name are there, and which are used by nothing.");

}
