using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Observability;

/// <summary>Flags stages whose access log goes to a log group that is not there, keeps everything for ever, or lacks a key.</summary>
public sealed class LogGroupOpenEnded() : StageRule(new()
{
    Id = "AGW6010",
    Name = "log-group-open-ended",
    Title = "The log group of this stage keeps nothing, or everything for ever",
    Category = Category.Observability,
    Severity = Severity.Low,
    Needs = Needs.LogGroups,
    SeverityFollowsExposure = false,
    Frameworks = ["CWE-778", "API8:2023"],
    Options = [RequireKey],
    RecordedAs = ["accessLogSettings"],
    WrittenAs = "logGroup:RetentionInDays|logGroup:",
})
{
    /// <summary>Whether a log group must be encrypted with a key of the customer's own.</summary>
    public static RuleOption<bool> RequireKey { get; } =
        RuleOption.Choice(
            "requireKey", "Whether log groups that are not encrypted with a KMS key of your own are flagged.", unlessSet: false);

    /// <inheritdoc/>
    protected override IEnumerable<StageVerdict> Check(StageSubject subject, RuleContext context)
    {
        // No log is AGW6001's finding, and a Firehose stream keeps nothing itself.
        if (Trim(subject.Stage.AccessLog?.DestinationArn) is not { } arn || arn.Split(':') is not [_, _, "logs", ..])
        {
            yield break;
        }

        var settings = (subject.Scope.LogGroups.FirstOrDefault(group => Trim(group.Arn) == arn)?.Settings
            ?? new Unknown($"CloudWatch Logs was not asked for {Quote.Of(arn)}.")).Value;
        var api = Quote.Of(subject.Api.Name);
        if (settings is null)
        {
            yield return new(stages =>
                $"The access log of {stages.NameInSentence} of API {api} goes to log group {Quote.Of(arn)}, which does not exist: nobody "
                    + $"can tell who called {stages.Form("it", "them")}.")
            {
                Key = "missing",
                Evidence = [new("accessLogSettings.destinationArn", arn), new("log group", "not found")],
            };
            yield break;
        }

        if (settings.RetentionDays is null)
        {
            yield return new(stages =>
                $"The access log of {stages.NameInSentence} of API {api} is kept for ever: what it says of callers piles up, for whoever "
                    + $"gets to read the log one day.")
            {
                Key = "retention",
                Evidence = [new("log group", arn), new("retentionInDays", "not set")],
            };
        }

        if (string.IsNullOrEmpty(settings.KmsKeyId) && context.Setting(Info, RequireKey))
        {
            yield return new(stages =>
                $"The access log of {stages.NameInSentence} of API {api} is not encrypted with a KMS key of your own: whoever may read "
                    + $"the log group reads it, and no key policy stands in between.")
            {
                Key = "key",
                Evidence = [new("log group", arn), new("kmsKeyId", "not set")],
            };
        }
    }

    // API Gateway takes a group's ARN with ':*' at its end as well.
    private static string? Trim(string? arn) => arn is null ? null : arn.EndsWith(":*", StringComparison.Ordinal) ? arn[..^2] : arn;
}
