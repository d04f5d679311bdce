using System.Collections.Immutable;
using Auditor.Core.Inventory;

namespace Auditor.Reports.Sarif;

/// <summary>Says how the run went: what could not be read, which rules threw, what could not be told.</summary>
internal sealed class NotificationWriter(ReportInput input, SarifSlice slice, IReadOnlyDictionary<string, int> ruleIndexes)
{
    private const int LongestMessage = 1024;

    private static readonly SarifDescriptorReference NotRead = new("AUD1001", 0);
    private static readonly SarifDescriptorReference NotTold = new("AUD1002", 1);
    private static readonly SarifDescriptorReference RuleFailed = new("AUD1003", 2);

    private static readonly SarifDescriptorReference SuppressionToCheck = new("AUD1004", 3);
    private static readonly SarifDescriptorReference LeftOut = new("AUD1005", 4);

    private readonly string _time = Instant.Text(input.Result.Estate.CollectedAt);

    public static ImmutableArray<SarifReportingDescriptor> Descriptors { get; } =
    [
        Descriptor(NotRead, "NotRead", "Something could not be read.",
            "A read call failed, so part of the account was not audited. Nothing about that part is reported as clean.",
            "Grant the permission that the message names, or repeat the scan if the failure was temporary."),
        Descriptor(NotTold, "CouldNotTell", "A rule could not tell.",
            "A rule had to know something that could not be read. This is neither a finding nor a pass.",
            "See what could not be read, and repeat the scan once it can be."),
        Descriptor(RuleFailed, "RuleFailed", "A rule failed.",
            "A rule ended with an error. What it would have said about this thing is missing; the other rules went on.",
            "Report the error to whoever maintains the rule."),
        Descriptor(SuppressionToCheck, "SuppressionToCheck", "A suppression should be looked at again.",
            "A suppression has expired, or there is nothing that it accepts.",
            "Take it out of the configuration, or renew it."),
        Descriptor(LeftOut, "ResultsLeftOut", "Not all results are in this file.",
            "Consumers refuse files with more results in a run than they take, so the least severe were left out.",
            "Write a file for each account with --sarif-split account."),
    ];

    /// <param name="withCalls">Whether to say how this was read.</param>
    public SarifInvocation Invocation(bool withCalls)
    {
        var scopes = input.Result.Estate.Scopes.Where(scope => IsHere(scope.Account)).ToList();
        var calls = withCalls && slice.Number <= 1 ? Reading.ByOperation(scopes) : [];
        // What was said in the first run of an account need not be said in the others.
        ImmutableArray<SarifNotification> notifications = slice.Number > 1
            ? []
            : [.. ResultsLeftOut(), .. Gaps(), .. Failures(), .. CouldNotTell(), .. SuppressionNotes()];
        return new()
        {
            // GitHub drops the results of an unsuccessful run and keeps the alerts it has: right when nothing at all was seen.
            ExecutionSuccessful = scopes.Any(scope => !ScopeStatus.IsUnreadable(scope)),
            StartTimeUtc = _time,
            ToolExecutionNotifications = notifications is [] ? null : notifications,
            Properties = calls is []
                ? null
                : new([.. calls.Select(call => new SarifCalls(call.Name, call.Calls) { Retries = call.Details?.Retries, Throttled = call.Details?.Throttled, Denied = call.Details?.Denied, Milliseconds = call.Details?.Milliseconds })]),
        };
    }

    private IEnumerable<SarifNotification> Gaps()
    {
        foreach (var account in input.Result.Estate.Accounts.Where(account => IsHere(account.Id)))
        {
            foreach (var gap in account.Gaps)
            {
                yield return Gap(gap, account.Id, null);
            }
        }

        foreach (var scope in input.Result.Estate.Scopes.Where(scope => IsHere(scope.Account)))
        {
            foreach (var gap in scope.Gaps)
            {
                yield return Gap(gap, scope.Account, scope.Region);
            }
        }
    }

    private SarifNotification Gap(Gap gap, string account, string? region) =>
        Notification(
            NotRead,
            "warning",
            $"{gap.Operation} of '{gap.Target}' in {account}{(region is null ? "" : $", {region}")}: {gap.Message} {gap.Lost}") with
        {
            Properties = Properties(account, region, gap.Operation, gap.Code),
        };

    private IEnumerable<SarifNotification> Failures() => input.Result.Failures.Select(failure =>
        Notification(
            RuleFailed, "error", $"Rule {failure.Rule.Id} ({failure.Rule.Name}) failed on '{failure.Subject}': {failure.Error}") with
        {
            AssociatedRule = Reference(failure.Rule.Id),
        });

    // One for each rule and reason: a denied call can leave thousands of routes undecided, all for the same cause.
    private IEnumerable<SarifNotification> CouldNotTell() => input.Result.Inconclusive
        .Where(finding => IsHere(finding.Subject.Identity.Account))
        .GroupBy(finding => (finding.Rule.Id, finding.Rule.Name, finding.Message))
        .Select(group => Notification(NotTold, "warning",
            $"Rule {group.Key.Id} ({group.Key.Name}) could not tell for {Count.Of(group.Count(), "thing")}: {group.Key.Message}") with
        {
            AssociatedRule = Reference(group.Key.Id),
        });

    private IEnumerable<SarifNotification> SuppressionNotes() =>
        input.Result.SuppressionNotes.Select(note => Notification(SuppressionToCheck, "note", $"{note.Source}: {note.Text}"));

    private IEnumerable<SarifNotification> ResultsLeftOut() => slice.LeftOut == 0
        ? []
        : [Notification(LeftOut, "warning", $"{Count.Of(slice.LeftOut, "result is", "results are")} not in this file, the least severe.")];

    private bool IsHere(string account) => slice.Account is null || slice.Account == account;

    private SarifDescriptorReference? Reference(string ruleId) =>
        ruleIndexes.TryGetValue(ruleId, out var index) ? new(ruleId, index) : null;

    private SarifNotification Notification(SarifDescriptorReference descriptor, string level, string text) => new()
    {
        Descriptor = descriptor,
        Level = level,
        Message = new(VisibleText.Cut(VisibleText.Of(text), LongestMessage)),
        TimeUtc = _time,
    };

    private static Dictionary<string, string> Properties(string account, string? region, string operation, string code)
    {
        var properties = new Dictionary<string, string> { ["account"] = account, ["operation"] = VisibleText.Of(operation), ["code"] = VisibleText.Of(code) };
        if (region is not null)
        {
            properties["region"] = region;
        }

        return properties;
    }

    private static SarifReportingDescriptor Descriptor(
        SarifDescriptorReference reference, string name, string summary, string description, string help) => new()
        {
            Id = reference.Id,
            Name = name,
            ShortDescription = new(summary),
            FullDescription = new(description),
            Help = new(help),
        };
}
