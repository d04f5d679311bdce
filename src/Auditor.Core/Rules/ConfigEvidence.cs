using System.Collections.Immutable;
using System.Globalization;
using Auditor.Core.Exposure;
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
            .SelectMany(Things)
            .Where(thing => thing.Scope.ConfigRecording is { IsKnown: true, Value: var recording } && recording.Records(thing.ResourceType))
            .DistinctBy(thing => (thing.Scope.Account, thing.Scope.Region, thing.Arn));
    }

    /// <summary>The finding, with what the history of its thing says about what the rule looks at.</summary>
    internal static Finding AddTo(Finding finding)
    {
        if (finding.Outcome is Outcome.Inconclusive || finding.Rule.RecordedAs is [])
        {
            return finding;
        }

        ImmutableArray<RecordedThing> things = [.. Things(finding)];
        return finding with
        {
            Evidence =
            [
                .. finding.Evidence,
                .. things.Select(thing => SentenceOf(finding.Rule, thing) is { } sentence
                    ? new Evidence(NameOf(thing, things.Length), sentence)
                    : null)
                    .OfType<Evidence>(),
            ],
        };
    }

    // Of several stages each has a history of its own.
    private static string NameOf(RecordedThing thing, int things) =>
        things == 1 ? Name : $"{Name} ({thing.Arn[(thing.Arn.LastIndexOf('/') + 1)..]})";

    private static string? SentenceOf(RuleInfo rule, RecordedThing thing) =>
        thing.Scope.ConfigHistories.FirstOrDefault(history => history.Arn == thing.Arn) is { Since: { } since } history
            ? Sentence(rule, thing.ResourceType, history, since)
            : null;

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

    // What is found on stages of an API stands in the history of the stages.
    private static IEnumerable<RecordedThing> Things(Finding finding) => finding.Subject switch
    {
        ApiSubject { Api.Stages.IsKnown: true } api when finding.Stages is not []
            && IsOfStages(finding.Rule, api.Api) => api.Api.Stages.Value
            .Where(stage => finding.Stages.Contains(stage.Name))
            .Select(stage => OfStage(new(api.Scope, api.Api, stage))),
        var subject => Thing(subject) is { } thing ? [thing] : [],
    };

    private static bool IsOfStages(RuleInfo rule, Api api) =>
        rule.RecordedAs.Any(member => RecordedMembers.Hold(TypeOfStages(api), member));

    private static RecordedThing OfStage(StageSubject stage) => new(stage.Scope, TypeOfStages(stage.Api), stage.Identity.Arn);

    private static string TypeOfStages(Api api) => api.IsRest ? "AWS::ApiGateway::Stage" : "AWS::ApiGatewayV2::Stage";

    private static RecordedThing? Thing(Subject subject) => subject switch
    {
        StageSubject stage => OfStage(stage),
        ApiSubject api => new(api.Scope, api.Api.IsRest ? "AWS::ApiGateway::RestApi" : "AWS::ApiGatewayV2::Api", api.Identity.Arn),
        DomainSubject domain => new(domain.Scope, "AWS::ApiGateway::DomainName", domain.Identity.Arn),
        _ => null,
    };
}
