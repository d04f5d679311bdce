using System.Globalization;
using System.Text;
using System.Xml;
using Auditor.Core.Findings;
using Auditor.Core.Fixes;
using Auditor.Core.Rules;

namespace Auditor.Reports.JUnit;

/// <summary>
/// <c>auditor.junit.xml</c>, for the test views of Jenkins, GitLab and others: a suite for each rule, a test case for each thing that it
/// flagged. What could not be told is skipped with its reason: as an error, one denied call would bury the findings under thousands of
/// others. But skipped alone is green everywhere, so the first suite has one error for each account or Region that was not read whole.
/// </summary>
public sealed class JUnitReport : IReport
{
    private const string ScanSuite = "Scan";
    private const int ShortFingerprint = 8;

    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
    };

    /// <inheritdoc/>
    public string Format => "junit";

    /// <inheritdoc/>
    public string FileName => "auditor.junit.xml";

    /// <inheritdoc/>
    public bool ReadsApis => false;

    /// <inheritdoc/>
    public void Write(ReportInput input, Stream output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        using (var xml = XmlWriter.Create(output, Settings))
        {
            var findings = input.Result.Findings.ToLookup(finding => finding.Rule.Id, StringComparer.Ordinal);
            var failures = input.Result.Failures.ToLookup(failure => failure.Rule.Id, StringComparer.Ordinal);
            var rules = input.Result.Rules.ToDictionary(rule => rule.Info.Id, StringComparer.Ordinal);
            List<TestSuite> suites =
            [
                Scan(input.Result),
                .. input.Result.Tallies.Select(tally => Suite(
                    input.Fixes, rules[tally.Rule.Id], tally, [.. findings[tally.Rule.Id]], [.. failures[tally.Rule.Id]])),
            ];
            WriteSuites(xml, input, suites);
        }

        output.WriteByte((byte)'\n');
    }

    private static TestSuite Scan(AuditResult result)
    {
        var gaps = Incompleteness.Gaps(result).ToLookup(gap => gap.Where, StringComparer.Ordinal);
        var cases = new List<TestCase>();
        // One that is closed on purpose is among what is assumed.
        foreach (var scope in result.Estate.Scopes.Where(scope => scope.ClosedBy is null))
        {
            var where = $"{scope.Account}, {scope.Region}";
            var status = ScopeStatus.Of(scope);
            cases.Add(new(ScanSuite, where, status is ScopeStatus.Complete ? TestCaseResult.Passed : TestCaseResult.Error)
            {
                Type = status,
                Message = status is ScopeStatus.Unreadable
                    ? "Nothing could be read, so nothing is known."
                    : "Not everything could be read.",
                Text = Lines(gaps[where].Select(gap => gap.Text)),
            });
        }

        foreach (var account in result.Estate.Accounts.Where(account => account.Gaps is not []))
        {
            cases.Add(new(
                ScanSuite,
                account.Id,
                TestCaseResult.Error)
            { Type = ScopeStatus.Partial, Message = "Not everything could be read.", Text = Lines(gaps[account.Id].Select(gap => gap.Text)) });
        }

        // Verdicts are given all the same: neither a failure nor an error.
        cases.AddRange(result.Assumptions.Select(assumption => new TestCase(ScanSuite, VisibleText.Of($"{assumption.Account}, "
            + $"{assumption.Region}: {assumption.Assumed}"), TestCaseResult.Skipped)
        {
            Message = VisibleText.Of($"Assumed. {assumption.Because} {assumption.SettledBy}"),
        }));
        var open = Incompleteness.Of(result);
        cases.Add(new(
            ScanSuite,
            "Everything was assessed",
            open is null ? TestCaseResult.Passed : TestCaseResult.Error)
        { Type = "incomplete", Message = open is null ? "" : $"Not everything was: {open}." });
        return new(ScanSuite, cases);
    }

    private static TestSuite Suite(
        FixBook fixes, Rule rule, RuleTally tally, IReadOnlyList<Finding> findings, IReadOnlyList<RuleFailure> failures)
    {
        // Jenkins shows what is before the last dot as the package.
        var className = $"{Word.Of(tally.Rule.Category)}.{tally.Rule.Id}";
        // Consumers follow a test case from run to run by its name, and take two of one name for one.
        var twice = findings.GroupBy(FindingPlace.Text, StringComparer.Ordinal)
            .Where(group => group.Skip(1).Any())
            .Select(group => group.Key)
            .ToHashSet(StringComparer.Ordinal);
        List<TestCase> cases =
        [
            .. failures.Select(failure => new TestCase(
                className,
                VisibleText.Of(failure.Subject),
                TestCaseResult.Error) { Type = "ruleFailed", Message = VisibleText.Of(failure.Error) }),
            .. findings.Select(finding => FindingPlace.Text(finding) is var place && twice.Contains(place)
                ? Case(rule, className, $"{place} [{finding.Fingerprint[..ShortFingerprint]}]", finding, fixes.Of(finding))
                : Case(rule, className, place, finding, fixes.Of(finding))),
        ];
        if (cases is [])
        {
            // A suite without a test case would say nothing, and a file of such suites is an error to Jenkins.
            cases.Add(tally.Looked == 0
                ? new(className, VisibleText.Of(tally.Rule.Title), TestCaseResult.Skipped) { Message = "There was nothing to look at." }
                : tally.OnlyCounted > 0
                ? new(
                    className,
                    VisibleText.Of(tally.Rule.Title),
                    TestCaseResult.Skipped)
                {
                    Message = "Its findings are counted and not listed: only the own VPC or account reaches "
                        + "the APIs, or the stages write no access log, which comes first."
                }
                : new(className, VisibleText.Of(tally.Rule.Title), TestCaseResult.Passed));
        }

        return new($"{tally.Rule.Id} {VisibleText.Of(tally.Rule.Title)}", cases) { Looked = tally.Looked };
    }

    private static TestCase Case(Rule rule, string className, string name, Finding finding, Fix fix) =>
        finding.Outcome is Outcome.Inconclusive
        ? new(className, name, TestCaseResult.Skipped) { Message = VisibleText.Of(finding.Message) }
        : finding.Suppression is { } suppression
        ? new(
            className,
            name,
            TestCaseResult.Skipped)
        {
            Message = VisibleText.Of($"Suppressed by {suppression.Source}: "
                + $"{SuppressionText.Of(suppression)}"),
            Text = VisibleText.Of(finding.Message)
        }
        : new(className, name, TestCaseResult.Failed)
        {
            Type = Word.Of(finding.Severity),
            Message = VisibleText.Of(finding.Message),
            // GitLab shows only the text, Jenkins the message and then the text.
            Text = Lines(
            [
                VisibleText.Of(finding.Message),
                $"severity: {Word.Of(finding.Severity)}, confidence: {Word.Of(finding.Confidence)}",
                .. finding.Priority is { } priority ? [VisibleText.Of($"priority: {priority}")] : Array.Empty<string>(),
                $"resource: {VisibleText.Of(finding.Subject.Identity.Arn)}",
                .. finding.Evidence.Select(evidence => VisibleText.Of($"{evidence.What}: {evidence.Value}")),
                $"fingerprint: {finding.Fingerprint}",
                $"help: {ProjectLinks.HelpOf(rule)}",
                .. FixOf(finding, fix),
            ]),
        };

    private static IEnumerable<string> FixOf(Finding finding, Fix fix) => fix is { Summary: "", Commands: [] }
        ? []
        : Remedy.Lines(finding, fix).Prepend($"fix: {fix.Summary}".TrimEnd()).Select(line => VisibleText.Of(line, keepLines: true));

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    private static void WriteSuites(XmlWriter xml, ReportInput input, List<TestSuite> suites)
    {
        xml.WriteStartElement("testsuites");
        xml.WriteAttributeString("name", input.Tool.Name);
        WriteCounts(xml, [.. suites.SelectMany(suite => suite.Cases)]);
        foreach (var suite in suites)
        {
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", suite.Name);
            WriteCounts(xml, suite.Cases);
            xml.WriteStartElement("properties");
            if (suite.Looked is { } looked)
            {
                WriteProperty(xml, "looked", Number(looked));
            }
            else
            {
                WriteProperty(xml, "version", input.Tool.Version);
                WriteProperty(xml, "startedAt", Instant.Text(input.Result.Estate.CollectedAt));
            }

            xml.WriteEndElement();
            foreach (var test in suite.Cases)
            {
                WriteCase(xml, test);
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter xml, IReadOnlyCollection<TestCase> cases)
    {
        xml.WriteAttributeString("tests", Number(cases.Count));
        xml.WriteAttributeString("failures", Number(cases.Count(test => test.Result is TestCaseResult.Failed)));
        xml.WriteAttributeString("errors", Number(cases.Count(test => test.Result is TestCaseResult.Error)));
        xml.WriteAttributeString("skipped", Number(cases.Count(test => test.Result is TestCaseResult.Skipped)));
        xml.WriteAttributeString("time", "0");
    }

    private static void WriteProperty(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement("property");
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("value", value);
        xml.WriteEndElement();
    }

    private static void WriteCase(XmlWriter xml, TestCase test)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", test.ClassName);
        xml.WriteAttributeString("name", test.Name);
        xml.WriteAttributeString("time", "0");
        if (test.Result is not TestCaseResult.Passed)
        {
            xml.WriteStartElement(
                test.Result switch { TestCaseResult.Failed => "failure", TestCaseResult.Error => "error", _ => "skipped" });
            if (test.Type.Length > 0)
            {
                xml.WriteAttributeString("type", test.Type);
            }

            xml.WriteAttributeString("message", test.Message);
            xml.WriteString(test.Text.Length > 0 ? test.Text : test.Message);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
