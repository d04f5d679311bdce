using System.Globalization;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Core.Rules;

/// <summary>Says since when what is wrong has been so, where AWS Config recorded it.</summary>
public static class ConfigEvidence
{
    /// <summary>What the evidence is called.</summary>
    public const string Name = "aws config";

    /// <summary>The flagged things whose history would say since when: those that a recorder records, worst first, each once.</summary>
    public static IEnumerable<RecordedThing> Wanted(AuditResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Flagged
            .Where(finding => finding.Rule.RecordedAs is not [])
            .Select(finding => Thing(finding.Subject))
            .OfType<RecordedThing>()
            .Where(thing => thing.Scope.ConfigRecording is { IsKnown: true, Value: var recording } && recording.Records(thing.ResourceType))
            .DistinctBy(thing => (thing.Scope.Account, thing.Scope.Region, thing.Arn));
    }

    /// <summary>The finding, with what the history of its thing says about what the rule looks at.</summary>
    internal static Finding AddTo(Finding finding)
    {
        if (finding.Outcome is Outcome.Inconclusive || finding.Rule.RecordedAs is [] || Thing(finding.Subject) is not { } thing)
        {
            return finding;
        }

        var history = thing.Scope.ConfigHistories.FirstOrDefault(history => history.Arn == thing.Arn);
        return history is { Since: { } since } && Sentence(finding.Rule, thing.ResourceType, history, since) is { } sentence
            ? finding with { Evidence = finding.Evidence.Add(new(Name, sentence)) }
            : finding;
    }

    // What has no change may have none because nobody records it: that it has not changed is said only of what is known to be recorded.
    private static string? Sentence(RuleInfo rule, string resourceType, ConfigHistory history, DateTimeOffset since)
    {
        if (history.Changes.FirstOrDefault(change => rule.RecordedAs.Contains(change.Member, StringComparer.Ordinal)) is { } change)
        {
            return $"{change.Member}{(change.Part is { } part ? $" {Quote.Of(part)}" : "")} {Verb(change)} on {Time(change.At)}";
        }

        return rule.RecordedAs.FirstOrDefault(member => RecordedMembers.Hold(resourceType, member)) is { } recorded
            ? $"{recorded} has not changed since {(history.HasMore ? "" : "it was first recorded on ")}{Time(since)}"
            : null;
    }

    private static string Verb(ConfigChange change) => change switch
    {
        { Kind: ConfigChangeKind.Removed } => "was removed",
        { To: true } => "was set to true",
        { To: false } => "was set to false",
        { Kind: ConfigChangeKind.Added } => "was added",
        _ => "was changed",
    };

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static RecordedThing? Thing(Subject subject) => subject switch
    {
        StageSubject stage => new(stage.Scope, stage.Api.IsRest ? "AWS::ApiGateway::Stage" : "AWS::ApiGatewayV2::Stage", stage.Identity.Arn),
        ApiSubject api => new(api.Scope, api.Api.IsRest ? "AWS::ApiGateway::RestApi" : "AWS::ApiGatewayV2::Api", api.Identity.Arn),
        DomainSubject domain => new(domain.Scope, "AWS::ApiGateway::DomainName", domain.Identity.Arn),
        _ => null,
    };
}
