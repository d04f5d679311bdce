namespace Auditor.Templates.Tests;

public sealed class TemplateSuppressionTests
{
    [Theory]
    [InlineData("Metadata: { auditor: { suppress: [{ id: AGW3002, reason: for partners }] } }", "")]
    [InlineData("Metadata: { auditor: { suppress: [{ rule: usage-plan-without-limits, reason: for partners }] } }", "")]
    [InlineData("", " # auditor:suppress AGW3002 for partners")]
    public void A_template_accepts_a_finding_with_a_reason(string line, string comment)
    {
        var finding = Checked.Text(Template(line, comment)).Flagged("AGW3002").ShouldHaveSingleItem();

        finding.Suppression.ShouldNotBeNull().Reason.ShouldBe("for partners");
    }

    [Theory]
    [InlineData("Metadata: { auditor: { suppress: [{ id: AGW3002 }] } }")]
    [InlineData("Metadata: { auditor: { suppress: [{ id: AGW1001, reason: for partners }] } }")]
    [InlineData("Metadata: { checkov: { skip: [{ id: CKV_AWS_59, comment: for partners }] } }")]
    [InlineData("Metadata: { cfn_nag: { rules_to_suppress: [{ id: W64, reason: for partners }] } }")]
    public void Nothing_else_is_obeyed(string line) =>
        Checked.Text(Template(line, "")).Flagged("AGW3002").ShouldHaveSingleItem().Suppression.ShouldBeNull();

    [Fact]
    public void What_was_written_for_other_tools_is_shown() =>
        Checked.Text(Template("Metadata: { checkov: { skip: [{ id: CKV_AWS_59, comment: for partners }] } }", ""))
            .Flagged("AGW3002")
            .ShouldHaveSingleItem()
            .Evidence.ShouldContain(evidence => evidence.Value == "checkov CKV_AWS_59: for partners");

    private static string Template(string line, string comment) => $$"""
        Resources:
          Gold:{{comment}}
            Type: AWS::ApiGateway::UsagePlan
            {{line}}
            Properties: { UsagePlanName: gold }
        """;
}
