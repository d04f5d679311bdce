using Auditor.Aws.Reading;
using Auditor.Core.Inventory;

namespace Auditor.Aws.Services.ApiGateway;

/// <summary>Reads API keys. Their values are never asked for.</summary>
internal sealed class ApiKeyReader(RegionReader region)
{
    public Task<Fact<ImmutableArray<ApiKey>>> ReadAsync(CancellationToken cancellationToken) => region.Gaps.TryAsync(
        async () =>
        {
            var keys = await region.ListAsync(RestApiOperations.GetApiKeys, [], cancellationToken).ConfigureAwait(false);
            return ImmutableArray.CreateRange(keys.Where(key => key.Id is { Length: > 0 })
                .Select(key => new ApiKey
                {
                    Id = key.Id ?? "",
                    Name = key.Name ?? key.Id ?? "",
                    Description = AnswerTexts.Given(key.Description),
                    Enabled = key.Enabled ?? false,
                    CreatedAt = key.CreatedDate,
                    LastUpdatedAt = key.LastUpdatedDate,
                    Tags = AnswerTexts.Tags(key.Tags),
                })
                .DistinctBy(key => key.Id, StringComparer.Ordinal)
                .OrderBy(key => key.Id, StringComparer.Ordinal));
        },
        region.Arn("/apikeys"),
        "Which API keys are old or unused.");
}
