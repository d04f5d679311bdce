using Auditor.Aws.Reading;
using Auditor.Core.Inventory;

namespace Auditor.Aws.Services.ApiGateway;

/// <summary>Reads what an account has set for API Gateway in a Region.</summary>
internal sealed class AccountSettingsReader(RegionReader region)
{
    public Task<Fact<AccountSettings>> ReadAsync(CancellationToken cancellationToken) => region.Gaps.TryAsync(
        async () =>
        {
            // Where API Gateway was never used, an account has no settings.
            var answer = await Absence.NullWhenGoneAsync(
                () => region.CallAsync(RestApiOperations.GetAccount, [], cancellationToken), Absence.NotFound)
                .ConfigureAwait(false);
            return answer is null ? new AccountSettings() : new AccountSettings
            {
                CloudWatchRoleArn = string.IsNullOrEmpty(answer.CloudwatchRoleArn) ? null : answer.CloudwatchRoleArn,
                ThrottleBurst = ApiGatewayValues.Limit(answer.ThrottleSettings?.BurstLimit),
                ThrottleRate = ApiGatewayValues.Limit(answer.ThrottleSettings?.RateLimit),
            };
        },
        region.Arn("/account"),
        "The account's own limits, and whether APIs can write logs at all.");
}
