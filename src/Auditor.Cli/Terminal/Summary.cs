using System.Collections.Immutable;
using System.Globalization;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Priorities;
using Auditor.Core.Rules;
using Auditor.Core.Text;
using Auditor.Reports.Sarif;
using Spectre.Console;

namespace Auditor.Cli.Terminal;

/// <summary>
/// What a person reads when a run is over: how much, the worst, what is missing, where the reports are, why this exit code.
/// </summary>
internal sealed class Summary(Screen screen)
{
    private const int GitLabMegabytes = SarifReport.GitLabTakes / (1024 * 1024);
    private const int TopFindings = 12;
    private const int TopFailing = 25;
    private const int PlacesNamed = 6;
    private const int TopOfOneRule = 3;

    public void Show(AuditResult result, Gate gate, GateResult verdict, ImmutableArray<string> written)
    {
        if (screen.IsQuiet)
        {
            // A defect of a rule is an error, and its exit code says nothing of which.
            foreach (var (rule, text) in Failures(result))
            {
                screen.WriteError($"{rule} failed, and what it would have said is missing: {text}");
            }

            return;
        }

        screen.Line();
        screen.Sentence(Looked(result));
        screen.Line();
        screen.Results.Write(Counts(result));
        ImmutableArray<Finding> failing = [.. result.Counted.Where(finding => gate.FailsAs(finding, FindingStatus.New) || gate.FailsAs(finding, FindingStatus.Worsened))];
        ShowFailing(result, failing);
        var first = failing is [] ? UrgentFinding.Of(result.Counted) : [];
        ShowFirst(result, first);
        IEnumerable<object> told = [.. failing, .. first.Select(story => story.Finding)];
        ShowFindings(
            result,
            [.. result.Counted.Except(told, ReferenceEqualityComparer.Instance).OfType<Finding>()],
            isRest: failing is not [] || first is not []);
        ShowOpen([.. result.Inconclusive]);
        new GapList(screen).Show(result.Estate);
        new AssumptionList(screen).Show(result.Assumptions);
        ShowFailures(result);
        ShowSuppressionNotes(result);
        ShowReports(written);
        ShowSarif(result, written);
        screen.Line();
        ShowWhatDoesNotCount(result);
        var next = failing.FirstOrDefault() ?? first.FirstOrDefault()?.Finding ?? result.Counted.FirstOrDefault();
        if (!screen.IsTerminal)
        {
            ShowNext(next, written);
        }

        screen.Say(verdict.ToString(), verdict.ExitCode is ExitCode.Clean ? new(Color.Green) : new(decoration: Decoration.Bold));
        if (screen.IsTerminal)
        {
            ShowNext(next, written);
        }
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
            ? $"There is no API in {where} ({Places(scopes)}): {rules} had little to look at. APIs that ought to be there may be in another "
                + $"Region: 'auditor scan --region all' reads all of them."
            : $"{Words.Count(apis, "API")} in {where}, read "
                + $"{result.Estate.CollectedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC, judged by "
                    + $"{rules}.";
    }

    private static string Places(ImmutableArray<Scope> scopes)
    {
        var named = scopes.Take(PlacesNamed).Select(scope => $"{scope.Account} {scope.Region}");
        return string.Join(", ", named) + (scopes.Length > PlacesNamed ? $" and {scopes.Length - PlacesNamed} more" : "");
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
            AddRow(
                table, Words.Of(severity), SeverityStyle.Of(severity), [.. result.Counted.Where(finding => finding.Severity == severity)]);
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
    private void ShowFailing(AuditResult result, ImmutableArray<Finding> failing)
    {
        if (failing is [])
        {
            return;
        }

        screen.Heading("New or worse, and why this run fails");
        var shown = screen.IsVerbose ? failing : failing[..Math.Min(TopFailing, failing.Length)];
        new FindingList(screen, result).Show(shown.Select(finding => new FindingGroup(finding, [finding])));
        if (shown.Length < failing.Length)
        {
            screen.Line($"… and {failing.Length - shown.Length:N0} more: the reports have them all.");
        }
    }

    private void ShowFirst(AuditResult result, ImmutableArray<UrgentFinding> first)
    {
        if (first is [])
        {
            return;
        }

        screen.Heading("Look at these first");
        var list = new FindingList(screen, result);
        foreach (var urgent in first)
        {
            screen.Line(FindingGroup.Heading(urgent.Finding));
            list.Show(
                urgent.Finding,
                Text(urgent),
                urgent.Others > 0 ? $"{Words.Count(urgent.Others, "more finding")} about it {(urgent.Others == 1 ? "is" : "are")} as bad" : null);
        }
    }

    // What was found, where it answers, why it is on top.
    private static string Text(UrgentFinding urgent) => string.Join(' ', [
        urgent.Finding.Message,
        .. urgent.Finding.Evidence.FirstOrDefault(evidence => evidence.What is "endpoint") is { } endpoint
            ? [$"It answers at {endpoint.Value}."]
            : Array.Empty<string>(),
        .. urgent.Finding.Priority is { } priority ? [$"Priority {priority}."] : Array.Empty<string>(),
    ]);

    private void ShowFindings(AuditResult result, ImmutableArray<Finding> findings, bool isRest)
    {
        if (findings is [])
        {
            return;
        }

        // Whoever wants everything gets each by itself.
        var groups = screen.IsVerbose ? findings.Select(finding => new FindingGroup(finding, [finding])) : FindingGroup.Of(findings);
        var shown = screen.IsVerbose ? [.. groups] : Top(groups);
        var number = shown.Sum(group => group.All.Length);
        var which = isRest ? "other finding" : "finding";
        screen.Heading(number == findings.Length ? isRest ? "Other findings, worst first"
            : "Findings, worst first"
            : $"The worst {number} of {Words.Count(findings.Length, which)}, at most {TopOfOneRule} of a rule");
        new FindingList(screen, result).Show(shown);
    }

    // One rule that finds the same thing a hundred times must not hide what the others found.
    private static ImmutableArray<FindingGroup> Top(IEnumerable<FindingGroup> groups)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return
        [
            .. groups.Where(group => (seen[group.First.Rule.Id] = seen.GetValueOrDefault(group.First.Rule.Id) + 1) <= TopOfOneRule)
                .Take(TopFindings),
        ];
    }

    // What to do now, in a line of its own at the very end of a terminal; in logs the exit code comes last.
    private void ShowNext(Finding? first, ImmutableArray<string> written)
    {
        if (first is null)
        {
            return;
        }

        var explain = $"Next: auditor rules explain {first.Rule.Id}";
        if (written.FirstOrDefault(path => path.EndsWith(".html", StringComparison.Ordinal)) is { } page)
        {
            screen.Path($"{explain}, or open ", page);
        }
        else
        {
            screen.Line(explain);
        }
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
            screen.Item(
                $"{finding.Rule.Id}  ",
                Style.Plain,
                $"{FindingGroup.AccountAndRegion(identity)}  {identity.ApiName ?? identity.Arn}{(identity.Route is { } route ? $" {route}" : "")}: "
                    + $"{finding.Message}");
        }
    }

    private void ShowFailures(AuditResult result)
    {
        if (result.Failures is [])
        {
            return;
        }

        screen.Heading("Rules that failed; what they would have said is missing");
        foreach (var (rule, text) in Failures(result))
        {
            screen.Item($"{rule}  ", Style.Plain, text);
        }
    }

    private static IEnumerable<(string Rule, string Text)> Failures(AuditResult result) =>
        from rule in result.Failures.GroupBy(failure => failure.Rule.Id, StringComparer.Ordinal)
        let first = rule.First()
        select (first.Rule.Id, $"{first.Rule.Name}  on {Words.Count(rule.Count(), "thing")}, the first {first.Subject}: {first.Error}");

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

    // Consumers drop what is too much without a word, so somebody has to say it.
    private void ShowSarif(AuditResult result, ImmutableArray<string> written)
    {
        ImmutableArray<string> files = [.. written.Where(path => path.EndsWith(".sarif", StringComparison.Ordinal))];
        if (files is [])
        {
            return;
        }

        var number = result.Counted.Count();
        var size = files.Max(Size);
        const string Takers = "GitHub, GitLab and Azure DevOps";
        if (files is [var only] && Path.GetFileName(only) == "auditor.sarif")
        {
            var split = "'--sarif-split auto' writes files that they take whole.";
            if (number > SarifReport.MostKept)
            {
                screen.Line($"auditor.sarif has {number:N0} results; {Takers} keep {SarifReport.MostKept:N0} of a run: {split}");
            }
            else if (size > SarifReport.GitLabTakes)
            {
                screen.Line($"auditor.sarif has {size / 1e6:N1} MB; GitLab takes {GitLabMegabytes} MB of a file: {split}");
            }
        }
        else if (number > SarifReport.MostKept || files.Sum(Size) > SarifReport.MostBytes)
        {
            screen.Line($"SARIF is in {Words.Count(files.Length, "file")}, each of one account: {Takers} keep {SarifReport.MostKept:N0} "
                + $"results of a run, and GitLab takes {GitLabMegabytes} MB of a file ('--sarif-split none' writes one).");
        }
    }

    private static long Size(string path) => new FileInfo(path) is { Exists: true, Length: var length } ? length : 0;
}
