using System.Text;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Rules.Catalogue;
using Auditor.Templates.Changes;
using Auditor.Templates.CloudFormation;

namespace Auditor.Templates.Tests;

public sealed class ChangedLinesTests
{
    private const string Template = """
        Resources:
          Gold:
            Type: AWS::ApiGateway::UsagePlan
            Properties: { UsagePlanName: gold }
          Silver:
            Type: AWS::ApiGateway::UsagePlan
            Properties: { UsagePlanName: silver }
        """;

    // Unified format: a count that is left out is 1; of a part that only takes away, the number is that of the line before.
    [Theory]
    [InlineData("+++ b/t.yaml\n@@ -4 +4 @@\n-x\n+y\n", 4, 4, true)]
    [InlineData("+++ b/t.yaml\n@@ -4 +4 @@\n-x\n+y\n", 5, 7, false)]
    [InlineData("+++ b/t.yaml\n@@ -4,2 +3,0 @@\n-x\n-y\n", 4, 4, true)]
    [InlineData("+++ b/t.yaml\n@@ -1,3 +1,4 @@\n a\n+b\n c\n d\n", 2, 2, true)]
    [InlineData("+++ b/t.yaml\n@@ -1,3 +1,4 @@\n a\n+b\n c\n d\n", 3, 9, false)]
    [InlineData("+++ b/infra/t.yaml\n@@ -0,0 +1,2 @@\n+a\n+b\n", 1, 1, true)]
    [InlineData("+++ b/other.yaml\n@@ -1 +1 @@\n-a\n+b\n", 1, 9, false)]
    [InlineData("--- a/t.yaml\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n", 1, 9, false)]
    [InlineData("+++ b/t.yaml\n@@ -1 +1 @@\n-+++ b/u.yaml\n++++ b/u.yaml\n\\ No newline at end of file\n", 1, 1, true)]
    public void Are_read_from_a_diff(string diff, int from, int to, bool touches) =>
        ChangedLines.Read(new StringReader(diff)).Touch(new SourcePlace("t.yaml", from, 1, to, 1)).ShouldBe(touches);

    [Fact]
    public void Leave_out_findings_that_the_change_does_not_touch()
    {
        var check = new TemplateCheck { Change = ChangedLines.Read(new StringReader("+++ b/t.yaml\n@@ -7 +7 @@\n-x\n+y\n")) };
        check.Add("t.yaml", Encoding.UTF8.GetBytes(Template), ParameterValues.None, isNamed: true);

        var result = check.Run(
            RuleCatalogue.From(typeof(RuleDocumentation).Assembly), RuleSettings.Default, Checked.Now, CancellationToken.None);

        result.Findings.Where(finding => finding.Rule.Id is "AGW3002").ShouldHaveSingleItem().Message.ShouldContain("'silver'");
        check.Untouched.ShouldBeGreaterThan(0);
    }
}
