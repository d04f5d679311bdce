using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Auditor.Core.Compliance;

namespace Auditor.Reports.EvidencePages;

/// <summary>Writes the page: plain tables that print well, nothing that moves, no script.</summary>
internal sealed class EvidencePage(ReportInput input, TextWriter text)
{
    /// <summary>What tells a page of ours from others.</summary>
    public const string Marker = "<meta name=\"generator\" content=\"auditor evidence\">";

    private const string Style =
        "body{font:11pt/1.4 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#111;background:#fff}"
        + "h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem}h3{font-size:1rem;margin:1.2rem 0 .3rem}"
        + "table{border-collapse:collapse;width:100%;margin:.5rem 0}th,td{border:1px solid #999;padding:.2rem .45rem;text-align:left;vertical-align:top}"
        + "thead th{background:#eee}td.n{text-align:right}li,td{overflow-wrap:anywhere}thead{display:table-header-group}tr{break-inside:avoid}"
        + "@media print{body{margin:0;max-width:none}h3{break-after:avoid}}";

    private static readonly ImmutableArray<ControlVerdict> Verdicts = [.. Enum.GetValues<ControlVerdict>()];

    public void Write(ImmutableArray<FrameworkTally> tallies)
    {
        var title = tallies is [var only] ? $"Evidence for {only.Framework.Title}" : "Evidence for frameworks";
        text.WriteLine("<!doctype html>");
        text.WriteLine("<html lang=\"en\"><head><meta charset=\"utf-8\">");
        text.WriteLine(Marker);
        text.WriteLine("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">");
        text.WriteLine($"<meta name=\"viewport\" content=\"width=device-width\"><title>{Html(title)}</title><style>{Style}</style></head><body>");
        text.WriteLine($"<h1>{Html(title)}</h1>");
        Scan();
        foreach (var tally in tallies)
        {
            Framework(tally);
        }

        text.WriteLine("</body></html>");
    }

    private void Scan()
    {
        var result = input.Result;
        text.WriteLine("<table><tbody>");
        Row("Tool", $"{input.Tool.Name} {input.Tool.Version}, {Count.Of(result.Rules.Length, "rule")}");
        Row("Read", Instant.Text(result.Estate.CollectedAt));
        Row("Inventory (SHA-256)", Convert.ToHexStringLower(SHA256.HashData(input.Inventory.Span)));
        Row("Complete", Incompleteness.Of(result) is { } open ? $"No: {open}. What is missing counts as no pass." : "Yes: everything was assessed.");
        if (input.Gate is { } gate)
        {
            Row("Result", gate);
        }

        text.WriteLine("</tbody></table>");
        text.WriteLine("<h2>Scope</h2><table><thead><tr><th scope=\"col\">Account</th><th scope=\"col\">Region</th><th scope=\"col\">Read</th><th scope=\"col\">APIs</th></tr></thead><tbody>");
        foreach (var scope in result.Estate.Scopes)
        {
            text.WriteLine($"<tr><td>{Html(scope.Account)}</td><td>{Html(scope.Region)}</td><td>{Html(ScopeStatus.Of(scope))}</td><td class=\"n\">{Count.Number(scope.KnownApis.Count())}</td></tr>");
        }

        text.WriteLine("</tbody></table>");
        var gaps = Incompleteness.Gaps(result);
        if (gaps is not [])
        {
            text.WriteLine("<h3>What could not be read</h3><ul>");
            foreach (var gap in gaps)
            {
                text.WriteLine($"<li>{Html(gap.Text)}</li>");
            }

            text.WriteLine("</ul>");
        }

        if (result.Assumptions is not [])
        {
            text.WriteLine("<h3>What had to be assumed, because AWS does not tell</h3><ul>");
            foreach (var assumption in result.Assumptions)
            {
                text.WriteLine($"<li>{Html($"{assumption.Account}, {assumption.Region}: {assumption.Text}")}</li>");
            }

            text.WriteLine("</ul>");
        }
    }

    private void Row(string name, string value) => text.WriteLine($"<tr><th scope=\"row\">{Html(name)}</th><td>{Html(value)}</td></tr>");

    private void Framework(FrameworkTally tally)
    {
        text.WriteLine($"<h2>{Html(tally.Framework.Title)}</h2>");
        text.WriteLine(tally.Framework.IsOfWeaknesses
            ? "<p>A list of what can be wrong. That rules found nothing is no proof that there is nothing, so nothing here passes.</p>"
            : "<p>A pass means that everything the control is about was looked at and holds what it asks for. It is evidence for the control, not proof of it. Where there is nothing that the control is about it is not applicable.</p>");
        if (tally.Framework.Source is { } source)
        {
            text.WriteLine($"<p>It follows from controls of Security Hub. Source of the mapping: {Html(source)}. Its requirements reach further than API Gateway: a pass is evidence from API Gateway alone.</p>");
        }

        if (tally.Framework.NotDerived is { } left)
        {
            text.WriteLine($"<p>Not derived: {Html(left)}</p>");
        }

        text.WriteLine($"<p>{Html(string.Join(", ", Verdicts.Select(verdict => (Verdict: verdict, Number: tally.Controls.Count(control => control.Verdict == verdict))).Where(pair => pair.Number > 0).Select(pair => $"{Count.Number(pair.Number)} {Word(pair.Verdict)}")))}.</p>");
        text.WriteLine("<table><thead><tr><th scope=\"col\">Control</th><th scope=\"col\">Verdict</th><th scope=\"col\">Pass</th><th scope=\"col\">Fail</th><th scope=\"col\">Could not tell</th><th scope=\"col\">Exceptions</th><th scope=\"col\">Evidence</th></tr></thead><tbody>");
        foreach (var control in tally.Controls)
        {
            text.WriteLine(
                $"<tr><th scope=\"row\">{Html(control.Control.Id)} {Html(control.Control.Title)}</th><td>{Word(control.Verdict)}</td><td class=\"n\">{Count.Number(control.Passed)}</td><td class=\"n\">{Count.Number(control.Failed)}</td>"
                + $"<td class=\"n\">{Count.Number(control.CouldNotTell)}</td><td class=\"n\">{Count.Number(control.Suppressed)}</td><td>{Html(Source(control))}</td></tr>");
        }

        text.WriteLine("</tbody></table>");
        foreach (var control in tally.Controls.Where(control => control.Answers is not []))
        {
            text.WriteLine($"<h3>{Html(control.Control.Id)} {Html(control.Control.Title)}: {Word(control.Verdict)}</h3>");
            Things("Fail", control, ControlOutcome.Failed);
            Things("Could not tell", control, ControlOutcome.CouldNotTell);
            Things("Exceptions", control, ControlOutcome.Excepted);
            Things("Pass", control, ControlOutcome.Passed);
        }
    }

    private void Things(string title, ControlTally control, ControlOutcome outcome)
    {
        var answers = control.Answers.Where(answer => answer.Outcome == outcome).ToList();
        if (answers.Count == 0)
        {
            return;
        }

        text.WriteLine($"<p>{title} ({Count.Number(answers.Count)})</p><ul>");
        foreach (var answer in answers)
        {
            text.WriteLine($"<li>{Html(answer.Thing)}{(answer.Why is { } why ? $": {Html(why)}" : "")}{(answer.Exception is { } exception ? $". {Html(Accepted(exception))}" : "")}</li>");
        }

        text.WriteLine("</ul>");
    }

    private static string Accepted(Core.Findings.Suppression exception) =>
        $"{SuppressionText.Of(exception)} ({exception.Source}{(exception.Until is { } day ? $", until {SuppressionText.Day(day)}" : "")})";

    private static string Source(ControlTally control) => control switch
    {
        { Verdict: ControlVerdict.NotAssessed } => "none",
        { Via: not [] } => $"follows from {string.Join(", ", control.FollowsFrom)} (Security Hub) by way of {string.Join(", ", control.Via)}",
        { FollowsFrom: not [] } => $"follows from {string.Join(", ", control.FollowsFrom)} (Security Hub)",
        _ => string.Join(", ", control.Rules.Select(rule => rule.Id)),
    };

    private static string Word(ControlVerdict verdict) => verdict switch
    {
        ControlVerdict.Failed => "fail",
        ControlVerdict.CouldNotTell => "could not tell",
        ControlVerdict.Excepted => "exception",
        ControlVerdict.Passed => "pass",
        ControlVerdict.NothingFound => "nothing found",
        ControlVerdict.NotApplicable => "not applicable",
        _ => "not assessed",
    };

    private static string Html(string value) => HtmlEncoder.Default.Encode(VisibleText.Of(value));
}
