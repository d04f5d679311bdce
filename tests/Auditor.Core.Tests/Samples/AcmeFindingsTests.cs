using System.Reflection;
using Auditor.Core.Findings;
using Auditor.Core.Rules;
using Auditor.Samples;

namespace Auditor.Core.Tests.Samples;

/// <summary>The sample is what newcomers judge Auditor by. What each rule finds in it is held by <c>EverySample</c> of the rules' tests.</summary>
public sealed class AcmeFindingsTests
{
    private static readonly AuditResult Result = Audit.Run(AcmeEstate.Create(), RuleCatalogue.From(Assembly.Load("Auditor.Rules")));

    [Fact]
    public void Config_is_judged_Region_by_Region() => Result.Flagged
        .Where(finding => finding.Rule.Id == "AGW6008")
        .Select(finding => (finding.Subject.Identity.Account, finding.Subject.Identity.Region))
        .ShouldBe([("111122223333", "us-east-1"), ("444455556666", "eu-west-1")], ignoreOrder: true);

    [Fact]
    public void What_was_denied_is_told_and_not_found() => Result.Findings
        .Where(finding => finding.Subject.Identity is { ApiName: "tax-quotes" } && finding.Rule.Id is "AGW3001")
        .Select(finding => finding.Outcome)
        .ShouldBe([Outcome.Inconclusive]);

    [Fact]
    public void No_rule_fails_on_it() => Result.Failures.ShouldBeEmpty();
}
