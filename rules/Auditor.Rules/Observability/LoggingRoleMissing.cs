using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Observability;

/// <summary>Flags Regions in which API Gateway has no role to write logs with.</summary>
public sealed class LoggingRoleMissing() : Rule<ScopeSubject>(new()
{
    Id = "AGW6004",
    Name = "logging-role-missing",
    Title = "API Gateway may not write logs in this Region",
    Category = Category.Observability,
    Severity = Severity.Medium,
    Needs = Needs.AccountSettings,
    SeverityFollowsExposure = false,
    AppliesTo = [ApiKind.Rest, ApiKind.WebSocket],
    Frameworks = ["CWE-778", "API8:2023"],
    WrittenAs = "account:CloudWatchRoleArn",
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ScopeSubject subject, RuleContext context)
    {
        var scope = subject.Scope;

        if (!string.IsNullOrEmpty(scope.Settings.Value.CloudWatchRoleArn))
        {
            yield break;
        }

        // HTTP APIs write their logs with a policy of the log group; the account's role is for the others.
        var known = scope.KnownApis.Where(api => api.Kind is not ApiKind.Http).ToList();
        var wanting = known
            .SelectMany(api => api.Stages.ValueOr([]).Where(WantsLogs).Select(stage => $"{api.Name}/{stage.Name}"))
            .Order(StringComparer.Ordinal)
            .ToList();

        if (wanting is not [])
        {
            yield return Flag(
                subject,
                $"API Gateway has no role to write logs with in Region {Quote.Of(scope.Region)} of account {Quote.Of(scope.Account)}: "
                    + $"stages are set up for logging, and no line of theirs arrives.",
                [new("cloudwatchRoleArn", "none"), .. wanting.Select(name => new Evidence("stage that wants logs", name))]);
            yield break;
        }

        // A list that was not read may hold the stage that wants logs.
        _ = (scope.RestApis.Value, scope.HttpAndWebSocketApis.Value);
        foreach (var api in known)
        {
            _ = api.Stages.Value;
        }

        if (known is not [])
        {
            yield return Flag(
                subject,
                $"API Gateway has no role to write logs with in Region {Quote.Of(scope.Region)} of account {Quote.Of(scope.Account)}: no "
                    + $"stage can write to CloudWatch Logs, and turning logging on fails.",
                new Evidence("cloudwatchRoleArn", "none")) with
            {
                Severity = Severity.Low,
            };
        }
    }

    private static bool WantsLogs(Stage stage) =>
        stage.Settings.Any(settings => settings.LoggingLevel is not (null or "OFF"))
        // A Firehose stream takes lines without the role.
        || stage.AccessLog?.DestinationArn?.Split(':') is [_, _, "logs", ..];
}
