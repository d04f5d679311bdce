using Auditor.Aws.Reading;
using Auditor.Core.Inventory;

namespace Auditor.Aws.Services.Logs;

/// <summary>
/// Reads the log groups that stages write access logs to, one call for each distinct one. Streams of Firehose are not log groups.
/// </summary>
internal sealed class LogGroupReader(RegionReader region)
{
    private const string Prefix = "log-group:";

    private readonly AsyncCache<Fact<LogGroupSettings?>> _groups = new();

    public async Task<ImmutableArray<LogGroup>> ReadAsync(IEnumerable<Api> apis, CancellationToken cancellationToken)
    {
        var arns = apis.SelectMany(api => api.Stages.ValueOr([]))
            .Select(stage => ArnParts.Of(WithoutStar(stage.AccessLog?.DestinationArn)))
            .OfType<ArnParts>()
            .Where(arn => arn.Service is "logs"
                && arn.Resource.Length > Prefix.Length
                && arn.Resource.StartsWith(Prefix, StringComparison.Ordinal))
            .DistinctBy(arn => arn.Text, StringComparer.Ordinal)
            .OrderBy(arn => arn.Text, StringComparer.Ordinal);
        return [.. await Task.WhenAll(arns.Select(async arn => new LogGroup { Arn = arn.Text, Settings = await _groups.GetAsync(arn.Text, () => SettingsAsync(arn, cancellationToken)).ConfigureAwait(false) })).ConfigureAwait(false)];
    }

    private static string? WithoutStar(string? arn) => arn?.EndsWith(":*", StringComparison.Ordinal) is true ? arn[..^2] : arn;

    private async Task<Fact<LogGroupSettings?>> SettingsAsync(ArnParts arn, CancellationToken cancellationToken) =>
        arn.Account == region.Account.Id
        ? await region.Gaps.TryAsync(
            () => FindAsync(arn, cancellationToken), arn.Text, "Whether the log group is there and how long it keeps lines.")
            .ConfigureAwait(false)
        : OtherAccount.Of("log group", arn.Account, LogsOperations.DescribeLogGroups);

    // The service only knows beginnings of names, and others may begin like this one.
    private async Task<LogGroupSettings?> FindAsync(ArnParts arn, CancellationToken cancellationToken)
    {
        var name = arn.Resource[Prefix.Length..];
        await foreach (var page in region.PagesInAsync(arn.Region, LogsOperations.DescribeLogGroups, new() { ["logGroupNamePrefix"] = name }, cancellationToken)
            .ConfigureAwait(false))
        {
            if ((page.Groups ?? [])
                .OfType<Wire.LogGroup>()
                .FirstOrDefault(group => string.Equals(group.LogGroupName, name, StringComparison.Ordinal)) is { } found)
            {
                return new()
                {
                    RetentionDays = found.RetentionInDays,
                    KmsKeyId = string.IsNullOrEmpty(found.KmsKeyId) ? null : found.KmsKeyId,
                };
            }
        }

        return null;
    }
}
