using System.Collections.Immutable;
using System.Globalization;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Priorities;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;
using Spectre.Console;

namespace Auditor.Cli.Terminal;

/// <summary>What a person reads when a run is over: how much, the worst, what is missing, where the reports are, why this exit code.</summary>
internal sealed class Summary(Screen screen)
{
    private const int MostUrgent = 5;
    private const int TopFindings = 12;
    private const int TopFailing = 25;
    private const int TopOfOneRule = 3;

    public void Show(AuditResult result, Gate gate, GateResult verdict, ImmutableArray<string> written)
    {
        if (screen.IsQuiet)
        {
            return;
        }

        screen.Line();
        screen.Line(Looked(result));
        screen.Line();
        screen.Results.Write(Counts(result));
        ImmutableArray<Finding> failing = [.. result.Counted.Where(finding => gate.FailsAs(finding, FindingStatus.New) || gate.FailsAs(finding, FindingStatus.Worsened))];
        ShowFailing(failing);
        var first = failing is [] ? UrgentFinding.Of(result.Counted, MostUrgent) : [];
        ShowFirst(first);
        IEnumerable<object> told = [.. failing, .. first.Select(story => story.Finding)];
        ShowFindings([.. result.Counted.Except(told, ReferenceEqualityComparer.Instance).OfType<Finding>()], isRest: failing is not [] || first is not []);
        ShowOpen([.. result.Inconclusive]);
        new GapList(screen).Show(result.Estate);
        new AssumptionList(screen).Show(result.Assumptions);
        ShowFailures(result);
        ShowSuppressionNotes(result);
        ShowReports(written);
        screen.Line();
        ShowWhatDoesNotCount(result);
        screen.Say(verdict.ToString(), verdict.ExitCode is ExitCode.Clean ? new(Color.Green) : new(decoration: Decoration.Bold));
    }

    private static string Looked(AuditResult result)
    {
        var scopes = result.Estate.Scopes;
        var apis = scopes.Sum(scope => scope.KnownApis.Count());
        var accounts = scopes.Select(scope => scope.Account).Distinct(StringComparer.Ordinal).Count();
        var regions = scopes.Select(scope => scope.Region).Distinct(StringComparer.Ordinal).Count();
        var where = $"{Words.Count(accounts, "account")} and {Words.Count(regions, "Region")}";
        var rules = Words.Count(result.Rules.Length, "rule");
        return apis == 0 && scopes.All(scope => scope.RestApis.IsKnown && scope.HttpAndWebSocketApis.IsKnown)
            ? $"There is no API in {where}: {rules} had little to look at."
            : $"{Words.Count(apis, "API")} in {where}, read {result.Estate.CollectedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC, judged by {rules}.";
    }

    private static Table Counts(AuditResult result)
    {
        var table = new Table().RoundedBorder();
        table.AddColumn(new TableColumn(new Text("Severity")));
        table.AddColumn(new TableColumn(new Text("Findings")).RightAligned());
        table.AddColumn(new TableColumn(new Text("Rules")).RightAligned());
        table.AddColumn(new TableColumn(new Text("APIs")).RightAligned());
        foreach (var severity in Enum.GetValues<Severity>().Reverse())
        {
            AddRow(table, Words.Of(severity), SeverityStyle.Of(severity), [.. result.Counted.Where(finding => finding.Severity == severity)]);
        }

        if (result.Suppressed.Any())
        {
            AddRow(table, "suppressed", Style.Plain, [.. result.Suppressed]);
        }

        AddRow(table, "could not tell", Style.Plain, [.. result.Inconclusive]);
        return table;
    }

    private static void AddRow(Table table, string name, Style style, ImmutableArray<Finding> findings)
    {
        var rules = findings.Select(finding => finding.Rule.Id).Distinct(StringComparer.Ordinal).Count();
        var apis = findings.Select(finding => finding.Subject.Identity)
            .Where(identity => identity.ApiId is not null)
            .Select(identity => (identity.Account, identity.Region, identity.ApiId))
            .Distinct()
            .Count();
        table.AddRow(new Text(name, findings is [] ? Style.Plain : style), Number(findings.Length), Number(rules), Number(apis));
    }

    private static Text Number(int number) => new(number.ToString("N0", CultureInfo.InvariantCulture));

    // What the build fails for that it did not fail for before, whole and before anything else: this is what somebody has to act on.
    private void ShowFailing(ImmutableArray<Finding> failing)
    {
        if (failing is [])
        {
            return;
        }

        screen.Heading("New or worse, and why this run fails");
        foreach (var finding in screen.IsVerbose ? failing : failing[..Math.Min(TopFailing, failing.Length)])
        {
            screen.Results.Write(new Text($"{Words.Of(finding.Severity),-8}", SeverityStyle.Of(finding.Severity)));
            screen.Line($"  {Status(finding)}{finding.Rule.Id}  {Place(finding.Subject.Identity)}  {finding.Message}");
            if (finding.Worse is not [])
            {
                screen.Line($"{"",-8}  {string.Join(", ", finding.Worse)}");
            }
        }

        if (!screen.IsVerbose && failing.Length > TopFailing)
        {
            screen.Line($"… and {failing.Length - TopFailing:N0} more: the reports have them all.");
        }
    }

    private void ShowFirst(ImmutableArray<UrgentFinding> first)
    {
        if (first is [])
        {
            return;
        }

        screen.Heading("Look at these first");
        foreach (var story in first)
        {
            screen.Results.Write(new Text($"{Words.Of(story.Finding.Severity),-8}", SeverityStyle.Of(story.Finding.Severity)));
            screen.Line($"  {Status(story.Finding)}{story.Finding.Rule.Id}  {Place(story.Finding.Subject.Identity)}  {Text(story)}");
        }
    }

    // What was found, where it answers, why it is on top, and what there is besides.
    private static string Text(UrgentFinding urgent) => string.Join(' ', [
        urgent.Finding.Message,
        .. urgent.Finding.Evidence.FirstOrDefault(evidence => evidence.What is "endpoint") is { } endpoint ? [$"It answers at {endpoint.Value}."] : Array.Empty<string>(),
        .. urgent.Finding.Priority is { } priority ? [$"Priority {priority}."] : Array.Empty<string>(),
        .. urgent.Others > 0 ? [$"{Words.Count(urgent.Others, "more finding")} about it {(urgent.Others == 1 ? "is" : "are")} as bad."] : Array.Empty<string>(),
        $"How to fix it: auditor rules explain {urgent.Finding.Rule.Id}.",
    ]);

    private static string Status(Finding finding) => finding.Status switch
    {
        FindingStatus.New => "new  ",
        FindingStatus.Worsened => "worse  ",
        _ => "",
    };

    private void ShowFindings(ImmutableArray<Finding> findings, bool isRest)
    {
        if (findings is [])
        {
            return;
        }

        var shown = screen.IsVerbose ? findings : Top(findings);
        var which = isRest ? "other finding" : "finding";
        screen.Heading(shown.Length == findings.Length ? isRest ? "Other findings, worst first" : "Findings, worst first" : $"The worst {shown.Length} of {Words.Count(findings.Length, which)}, at most {TopOfOneRule} of a rule");
        foreach (var finding in shown)
        {
            screen.Row($"{Words.Of(finding.Severity),-8}", SeverityStyle.Of(finding.Severity), $"  {Status(finding)}{finding.Rule.Id}  {Place(finding.Subject.Identity)}  {finding.Message}");
        }
    }

    // One rule that finds the same thing a hundred times must not hide what the others found.
    private static ImmutableArray<Finding> Top(ImmutableArray<Finding> findings)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return
        [
            .. findings.Where(finding => (seen[finding.Rule.Id] = seen.GetValueOrDefault(finding.Rule.Id) + 1) <= TopOfOneRule).Take(TopFindings),
        ];
    }

    private void ShowOpen(ImmutableArray<Finding> open)
    {
        if (open is [] || !screen.IsVerbose)
        {
            return;
        }

        screen.Heading("Could not tell");
        foreach (var finding in open)
        {
            var identity = finding.Subject.Identity;
            screen.Row("", Style.Plain, $"{finding.Rule.Id}  {Place(identity)}  {identity.ApiName ?? identity.Arn}{(identity.Route is { } route ? $" {route}" : "")}: {finding.Message}");
        }
    }

    private void ShowFailures(AuditResult result)
    {
        if (result.Failures is [])
        {
            return;
        }

        screen.Heading("Rules that failed; what they would have said is missing");
        foreach (var rule in result.Failures.GroupBy(failure => failure.Rule.Id, StringComparer.Ordinal))
        {
            var first = rule.First();
            screen.Row("", Style.Plain, $"{first.Rule.Id} {first.Rule.Name}  on {Words.Count(rule.Count(), "thing")}, the first {first.Subject}: {first.Error}");
        }
    }

    private void ShowSuppressionNotes(AuditResult result)
    {
        if (result.SuppressionNotes is [])
        {
            return;
        }

        screen.Heading("Suppressions to look at again");
        foreach (var note in result.SuppressionNotes)
        {
            // Whole: it says what to do, and there are few.
            screen.Results.Write(new Text("warning", new(Color.Yellow)));
            screen.Line($"  {note.Source}: {note.Text}");
        }
    }

    private void ShowWhatDoesNotCount(AuditResult result)
    {
        if (result.Suppressed.Count() is > 0 and var suppressed)
        {
            screen.Line($"{Words.Count(suppressed, "finding is suppressed and does", "findings are suppressed and do")} not count.");
        }

        if (result.Comparison is { } comparison)
        {
            int Number(FindingStatus status) => result.Flagged.Count(finding => finding.Status == status);
            string[] parts =
            [
                $"{Number(FindingStatus.New):N0} new",
                .. Number(FindingStatus.Worsened) is > 0 and var worse ? [$"{worse:N0} worse"] : Array.Empty<string>(),
                .. Number(FindingStatus.FirstAssessed) is > 0 and var first ? [$"{first:N0} not looked at before"] : Array.Empty<string>(),
                $"{Number(FindingStatus.Unchanged):N0} unchanged",
                $"{comparison.Absent.Length:N0} gone",
                .. comparison.NotReread is [] ? Array.Empty<string>() : [$"{comparison.NotReread.Length:N0} not looked at again"],
            ];
            screen.Line($"Compared with {Quote.Of(comparison.Source)}: {string.Join(", ", parts)}.");
        }
    }

    private void ShowReports(ImmutableArray<string> written)
    {
        if (written is [])
        {
            return;
        }

        screen.Heading("Written");
        foreach (var path in written)
        {
            screen.Line(path);
        }
    }

    private static string Place(ResourceIdentity identity) => identity.Region is { } region ? $"{identity.Account} {region}" : identity.Account;
}
