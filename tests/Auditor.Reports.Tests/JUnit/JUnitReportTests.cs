using System.Xml.Linq;
using Auditor.Reports.JUnit;
using Auditor.Reports.Tests.Examples;
using Auditor.Testing.Snapshots;

namespace Auditor.Reports.Tests.JUnit;

public sealed class JUnitReportTests
{
    [Fact]
    public void Is_what_was_approved() =>
        Snapshot.ShouldMatch(Written.Text(new JUnitReport(), Acme.Report(Acme.Everything)), "Acme", "xml");

    [Fact]
    public void There_is_a_failure_for_each_flagged_thing_and_a_skipped_test_for_each_that_could_not_be_told()
    {
        var input = Acme.Report(Acme.Everything);
        var root = Root(input);

        root.Descendants("failure").Count().ShouldBe(input.Result.Flagged.Count());
        root.Descendants("skipped")
            .Select(skipped => skipped.Attribute("message")?.Value)
            .Count(message => message != "There was nothing to look at.")
            .ShouldBe(input.Result.Inconclusive.Count());
        root.Descendants("failure")
            .Select(failure => failure.Attribute("message")?.Value)
            .ShouldBe(input.Result.Flagged.Select(finding => finding.Message), ignoreOrder: true);
    }

    [Fact]
    public void There_is_a_suite_for_the_scan_and_one_for_each_rule() =>
        Root(Acme.Report(Acme.Nothing))
            .Elements("testsuite")
            .Select(suite => suite.Attribute("name")?.Value.Split(' ')[0])
            .ShouldBe(["Scan", .. TestRules.All.Select(rule => rule.Info.Id)]);

    [Fact]
    public void Counts_are_those_of_the_cases()
    {
        var root = Root(Acme.Report(Acme.Everything, [.. TestRules.All, new ThrowingRule("boom")]));
        foreach (var suite in root.Elements("testsuite").Append(root))
        {
            Number(suite, "tests").ShouldBe(suite.Descendants("testcase").Count());
            Number(suite, "failures").ShouldBe(suite.Descendants("failure").Count());
            Number(suite, "errors").ShouldBe(suite.Descendants("error").Count());
            Number(suite, "skipped").ShouldBe(suite.Descendants("skipped").Count());
            suite.Descendants("testcase").ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void An_incomplete_scan_is_no_green_one()
    {
        var scan = Root(Acme.Report(Acme.Everything)).Elements("testsuite").First();

        scan.Elements("testcase").Select(test => (test.Attribute("name")?.Value, test.Element("error") is not null))
            .ShouldBe([("111122223333, eu-west-1", false), ("444455556666, us-east-1", true), ("Everything was assessed", true)]);
        scan.Descendants("error")
            .First().Value.ShouldStartWith("cloudwatch:GetMetricData of 'us-east-1' in 444455556666, us-east-1: Not allowed");
        Root(Acme.Report(Acme.Nothing)).Descendants("error").ShouldBeEmpty();
        Root(Acme.Report(Written.Denied))
            .Descendants("error")
            .First()
            .Attribute("message")?.Value.ShouldBe("Nothing could be read, so nothing is known.");
    }

    [Fact]
    public void A_rule_that_threw_is_an_error() =>
        Root(Acme.Report(Acme.Complete, new ThrowingRule("boom")))
            .Elements("testsuite")
            .Last()
            .Descendants("error")
            .ShouldAllBe(error => error.Attribute("message")!.Value.Contains("boom", StringComparison.Ordinal));

    [Fact]
    public void No_two_test_cases_have_one_name()
    {
        var names = Root(Hostile.Report())
            .Descendants("testcase")
            .Select(test => (test.Attribute("classname")?.Value, test.Attribute("name")?.Value))
            .ToList();

        names.Distinct().Count().ShouldBe(names.Count);
    }

    private static int Number(XElement element, string name) =>
        int.Parse(element.Attribute(name).ShouldNotBeNull().Value, System.Globalization.CultureInfo.InvariantCulture);

    private static XElement Root(ReportInput input) => XDocument.Parse(Written.Text(new JUnitReport(), input)).Root.ShouldNotBeNull();
}
