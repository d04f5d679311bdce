using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Fixes;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;

namespace Auditor.Reports.Json;

/// <summary><c>findings.json</c>, for programs (docs/findings.schema.json): the same inventory makes the same bytes.</summary>
public sealed class JsonReport : IReport
{
    /// <inheritdoc/>
    public string Format => "json";

    /// <inheritdoc/>
    public string FileName => "findings.json";

    /// <inheritdoc/>
    public bool ReadsApis => false;

    /// <inheritdoc/>
    public void Write(ReportInput input, Stream output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        JsonSerializer.Serialize(output, Of(input), FindingsJson.Readable.FindingsFile);
        output.WriteByte((byte)'\n');
    }

    private static FindingsFile Of(ReportInput input) => new()
    {
        Tool = input.Tool,
        Scan = Scan(input.Result),
        Assumptions = Absent.IfEmpty<AssumptionRecord>([.. input.Result.Assumptions.Select(Assumption)]),
        Findings = input.Result.Findings.Select(finding => Finding(finding, input.Fixes)),
        Comparison = Comparison(input.Result),
        SuppressionNotes = Absent.IfEmpty<SuppressionNoteRecord>(
            [.. input.Result.SuppressionNotes.Select(note => new SuppressionNoteRecord(note.Source, note.Text))]),
        Summary = Summary(input.Result),
        Frameworks = FrameworkRecords.Of(input.Result),
    };

    private static ScanRecord Scan(AuditResult result) => new(
        Instant.Text(result.Estate.CollectedAt),
        result.IsIncomplete,
        [
            .. result.Estate.Scopes.Select(scope => new ScopeRecord(
                scope.Account, Absent.IfEmpty(scope.Region), ScopeStatus.Of(scope), Gaps(scope.Gaps), Absent.IfEmpty<CallsRecord>([.. Calls(scope)]))),
            // What has no Region (IAM) stands for itself, and only where there is something to say.
            .. result.Estate.Accounts.Where(account => account.Gaps is not []).Select(account => new ScopeRecord(
                account.Id, null, ScopeStatus.Partial, Gaps(account.Gaps), null)),
        ],
        Absent.IfEmpty<RuleFailureRecord>([.. result.Failures.Select(failure => new RuleFailureRecord(failure.Rule.Id, failure.Subject, failure.Error))]));

    private static IReadOnlyList<GapRecord> Gaps(ImmutableArray<Gap> gaps) =>
        [.. gaps.Select(gap => new GapRecord(gap.Operation, gap.Code, gap.Target, gap.Message, gap.Lost))];

    private static IEnumerable<CallsRecord> Calls(Scope scope)
    {
        // Older inventories only count.
        var readings = scope.Reading is not []
            ? scope.Reading
            : [.. scope.Calls.Select(call => new OperationReading { Operation = call.Key, Calls = call.Value })];
        return readings
            .OrderBy(reading => reading.Operation, StringComparer.Ordinal)
            .DistinctBy(reading => reading.Operation, StringComparer.Ordinal)
            .Select(reading => new CallsRecord(
                reading.Operation, reading.Calls, reading.Retries, reading.Throttled, reading.Denied, reading.Milliseconds));
    }

    private static AssumptionRecord Assumption(Assumption assumption) => new()
    {
        Account = assumption.Account,
        Region = assumption.Region,
        Resource = Absent.IfEmpty(assumption.Resource),
        ApiName = Absent.IfEmpty(assumption.ApiName),
        Stage = Absent.IfEmpty(assumption.Stage),
        Assumed = assumption.Assumed,
        Because = assumption.Because,
        SettledBy = assumption.SettledBy,
    };

    private static FindingRecord Finding(Finding finding, FixBook fixes)
    {
        var identity = finding.Subject.Identity;
        var isFlagged = finding.Outcome is Outcome.Flagged;
        return new()
        {
            RuleId = finding.Rule.Id,
            Rule = finding.Rule.Name,
            Category = Word.Of(finding.Rule.Category),
            Outcome = Word.Of(finding.Outcome),
            Severity = isFlagged ? Word.Of(finding.Severity) : null,
            Confidence = isFlagged ? Word.Of(finding.Confidence) : null,
            Priority = finding.Priority?.Score,
            PriorityReasons = finding.Priority is { } priority
                ? [.. priority.Reasons.Select(reason => new PriorityReasonRecord(Word.Of(reason.Factor), reason.Percent, reason.Text))]
                : null,
            Account = identity.Account,
            Region = Absent.IfEmpty(identity.Region),
            Resource = identity.Arn,
            ApiId = Absent.IfEmpty(identity.ApiId),
            ApiName = Absent.IfEmpty(identity.ApiName),
            Stage = Absent.IfEmpty(FindingPlace.SingleStage(finding)),
            Stages = Absent.IfEmpty(finding.Stages),
            Named = NamedRecord.Of(finding.Named),
            Route = Absent.IfEmpty(identity.Route),
            Written = finding.Written is { } written
                ? new(written.File, written.Line, written.EndLine)
                {
                    Path = Absent.IfEmpty(written.Path),
                    Construct = Absent.IfEmpty(written.Construct),
                    Found = finding.Traced?.Because,
                    IsLikely = finding.Traced is { IsLikely: true } ? true : null,
                }
                : null,
            Audience = finding.Audience is { } audience ? Word.Of(audience) : null,
            Message = finding.Message,
            Operation = Absent.IfEmpty(finding.Unknown?.Operation),
            Code = Absent.IfEmpty(finding.Unknown?.Code),
            Evidence = Absent.IfEmpty<EvidenceRecord>(
                [.. finding.Evidence.Select(evidence => new EvidenceRecord(evidence.What, evidence.Value, evidence.Pointer ?? finding.Pointer))]),
            Fix = isFlagged ? FixOf(fixes.Of(finding)) : null,
            Fingerprint = finding.Fingerprint,
            Status = finding.Status is { } status ? Word.Of(status) : null,
            Worse = Absent.IfEmpty(finding.Worse),
            Suppressed = finding.Suppression is { } suppression ? Suppressed(suppression) : null,
        };
    }

    private static FixRecord? FixOf(Fix fix)
    {
        var record = new FixRecord(
            Absent.IfEmpty(fix.Summary),
            Absent.IfEmpty<FixCommandRecord>([.. fix.Commands.Select(command => new FixCommandRecord(
                command.Text,
                Word.Of(command.Kind),
                Absent.IfEmpty(command.Note),
                command.IsInstead ? true : null))]),
            Absent.IfEmpty<BlankRecord>([.. fix.Blanks.Select(blank => new BlankRecord(blank.Name, blank.Means))]));
        return record is { Summary: null, Commands: null } ? null : record;
    }

    private static SuppressedRecord Suppressed(Suppression suppression) => new(
        suppression.Reason,
        suppression.Until is { } until ? SuppressionText.Day(until) : null,
        suppression.Source,
        Absent.IfEmpty(suppression.AcceptedBy),
        suppression.AcceptedOn is { } on ? SuppressionText.Day(on) : null);

    // The next run reads it: what could not be looked at again is still known then.
    private static ComparisonRecord? Comparison(AuditResult result)
    {
        int Number(FindingStatus status) => result.Flagged.Count(finding => finding.Status == status);
        return result.Comparison is not { } comparison ? null : new()
        {
            Source = comparison.Source,
            StartedAt = comparison.CollectedAt is { } at ? Instant.Text(at) : null,
            New = Number(FindingStatus.New),
            Worsened = Number(FindingStatus.Worsened),
            FirstAssessed = Number(FindingStatus.FirstAssessed),
            Unchanged = Number(FindingStatus.Unchanged),
            Absent = [.. comparison.Absent.Select(PastFindingRecord.Of)],
            NotReread = [.. comparison.NotReread.Select(PastFindingRecord.Of)],
        };
    }

    private static SummaryRecord Summary(AuditResult result)
    {
        var rules = result.Rules.ToDictionary(rule => rule.Info.Id, StringComparer.Ordinal);
        return new(
            result.Counted.Count(),
            result.Suppressed.Count(),
            result.Inconclusive.Count(),
            OpenRoutes.In(result),
            new OrderedDictionary<string, int>(Enum.GetValues<Severity>().Reverse()
                .Select(severity => KeyValuePair.Create(Word.Of(severity), result.Counted.Count(finding => finding.Severity == severity)))),
            [.. result.Tallies.Select(tally => Rule(rules[tally.Rule.Id], tally, result.SeverityOverrides.GetValueOrDefault(tally.Rule.Id, tally.Rule.Severity)))]);
    }

    private static RuleRecord Rule(Rule rule, RuleTally tally, Severity severity) => new()
    {
        Id = rule.Info.Id,
        Name = rule.Info.Name,
        Title = rule.Info.Title,
        Category = Word.Of(rule.Info.Category),
        Severity = Word.Of(severity),
        Confidence = Word.Of(rule.Info.Confidence),
        Frameworks = rule.Info.Frameworks,
        Help = ProjectLinks.HelpOf(rule).AbsoluteUri,
        Looked = tally.Looked,
        Flagged = tally.Flagged,
        Inconclusive = tally.Inconclusive,
        OnlyCounted = tally.OnlyCounted > 0 ? tally.OnlyCounted : null,
    };
}
