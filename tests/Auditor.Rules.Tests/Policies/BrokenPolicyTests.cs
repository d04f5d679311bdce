using System.Reflection;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;

namespace Auditor.Rules.Tests.Policies;

/// <summary>A resource policy that nobody can read: one reason that names the API, and no rule that takes it for open or closed.</summary>
public sealed class BrokenPolicyTests
{
    private const string Because = "The resource policy of API 'orders' cannot be read: ";

    [Theory]
    [InlineData("no JSON")]
    [InlineData("{")]
    [InlineData("""{"Version":"2012-10-17"}""")]
    [InlineData("[]")]
    public void Every_rule_that_hangs_on_it_says_the_same_and_none_finds_anything(string policy)
    {
        var estate = ExamplePolicy.On(policy);

        var result = Audit.Run(
            estate,
            RuleCatalogue.From(Assembly.Load("Auditor.Rules")).Where(rule => rule.Info.Category is Category.Policies || rule.Info.Id is "AGW1001" or "AGW4001"));

        result.Failures.ShouldBeEmpty();
        result.Flagged.ShouldBeEmpty();
        var told = result.Findings.Where(finding => finding.Outcome is Outcome.Inconclusive).ToList();
        told.Select(finding => finding.Rule.Id)
            .Distinct()
            .ShouldBe(["AGW1001", "AGW4001", "AGW5001", "AGW5003", "AGW5004", "AGW5005", "AGW5006"], ignoreOrder: true);
        told.Select(finding => finding.Message[finding.Message.IndexOf(Because, StringComparison.Ordinal)..])
            .Distinct()
            .ShouldHaveSingleItem();
    }

    [Fact]
    public void Exposure_is_unknown_for_the_same_reason()
    {
        var estate = ExamplePolicy.On("no JSON");
        var (scope, api) = (estate.Scopes[0], estate.Scopes[0].RestApis.Value[0]);
        var map = new ExposureMap(estate);

        map.Of(map.RoutesOf(scope, api, api.Stages.Value[0]).Value[0]).Unknown.ShouldNotBeNull().Because.ShouldStartWith(Because);
        map.AudienceOf(scope, api).IsKnown.ShouldBeFalse();
    }
}
