using Auditor.Core.Frameworks;
using Auditor.Core.Rules;

namespace Auditor.Rules.Tests;

/// <summary>What rules give evidence for: what AWS, NIST, PCI, CIS and OWASP say themselves (aws-facts.md J.3), and nothing else.</summary>
public sealed class EveryFramework
{
    private const string Logging = "AC-4(26) AU-2 AU-3 AU-6(3) AU-6(4) AU-10 AU-12 CA-7 SC-7(9) SI-7(8)";

    public static TheoryData<Type> Rules => EveryRule.Rules;

    /// <summary>Security Hub's controls, and what of NIST 800-53 Revision 5 they stand for.</summary>
    public static TheoryData<string, string> SecurityHub => new()
    {
        { "APIGateway.1", Logging },
        { "APIGateway.2", "AC-4 AC-17(2) IA-5(1) SC-7(4) SC-8 SC-8(1) SC-8(2) SC-12(3) SC-13 SC-23 SC-23(3) SI-7(6)" },
        { "APIGateway.3", "CA-7" },
        { "APIGateway.4", "AC-4(21)" },
        { "APIGateway.5", "CA-9(1) CM-3(6) SC-7(10) SC-13 SC-28 SC-28(1) SI-7(6)" },
        { "APIGateway.8", "AC-3 CM-2 CM-2(2)" },
        { "APIGateway.9", Logging },
        // AWS lists none.
        { "APIGateway.10", "" },
        { "APIGateway.11", "" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_control_that_a_rule_names_exists(Type rule) =>
        EveryRule.Create(rule).Info.Frameworks.Where(control => FrameworkCatalogue.Of(control) is null).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(SecurityHub))]
    public void A_rule_that_names_a_control_of_Security_Hub_names_what_it_stands_for(string control, string nist)
    {
        var rules = EveryRule.All.Where(rule => rule.Info.Frameworks.Contains(control)).ToList();
        rules.ShouldNotBeEmpty($"No rule gives evidence for {control}.");
        foreach (var rule in rules)
        {
            nist.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(number => $"NIST.800-53.r5 {number}")
                .Except(rule.Info.Frameworks, StringComparer.Ordinal)
                .ShouldBeEmpty(rule.Info.Name);
        }
    }

    [Fact]
    public void Nothing_of_NIST_is_named_but_for_a_control_of_Security_Hub()
    {
        var known = SecurityHub.ToDictionary(
            row => (string)row[0], row => ((string)row[1]).Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
        foreach (var rule in EveryRule.All)
        {
            var backed = rule.Info.Frameworks.SelectMany(control => known.GetValueOrDefault(control) ?? [])
                .Select(number => $"NIST.800-53.r5 {number}");
            rule.Info.Frameworks.Where(control => control.StartsWith("NIST", StringComparison.Ordinal))
                .Except(backed, StringComparer.Ordinal)
                .ShouldBeEmpty(rule.Info.Name);
        }
    }

    // Where a rule asks something else than the control, its page says so: an auditor compares the two.
    [Theory]
    [MemberData(nameof(Rules))]
    public void Its_page_says_where_it_differs_from_the_control(Type rule)
    {
        var page = RulePage.Of(EveryRule.Create(rule)).ShouldNotBeNull();
        foreach (var control in EveryRule.Create(rule).Info.Frameworks.Where(control => control.StartsWith("APIGateway.", StringComparison.Ordinal)
            || control.StartsWith("WAF.", StringComparison.Ordinal)))
        {
            page.Section("What it looks for").ShouldContain($"**{control}**", Case.Sensitive);
        }
    }

    [Theory]
    [InlineData("PCI-DSS-4.0.1 10.4.2")]
    [InlineData("CIS-AWS-7.0 4.10")]
    public void The_access_log_is_what_PCI_and_CIS_ask_for(string control) =>
        EveryRule.All.Where(rule => rule.Info.Frameworks.Contains(control))
            .ShouldHaveSingleItem().Info.Name.ShouldBe("stage-without-access-log");
}
