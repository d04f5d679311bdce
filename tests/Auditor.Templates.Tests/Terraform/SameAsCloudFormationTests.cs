using System.Collections.Immutable;
using System.Text;
using Auditor.Templates.CloudFormation;
using Auditor.Templates.Files;
using Auditor.Templates.Values;

namespace Auditor.Templates.Tests.Terraform;

/// <summary>
/// What the rules say of a template they say of the plan that makes the same, and of CloudFormation what they say of SAM: all examples of
/// the rules' pages.
/// </summary>
public sealed class SameAsCloudFormationTests
{
    // What a plan does not tell, or Terraform does not have.
    private static readonly Dictionary<string, string> Differences = new(StringComparer.Ordinal)
    {
        ["AGW7008 Flagged"] = "An authorizer that is written by its id is elsewhere: in a plan it may be of another one.",
        ["AGW7008 Clean"] = "An authorizer that is written by its id is elsewhere: in a plan it may be of another one.",
        ["AGW1006 Flagged"] = "An authorizer that is written by its id is elsewhere: in a plan it may be of another one.",
        ["AGW4009 Flagged"] = "aws_apigatewayv2_api has no such setting.",
    };

    public static TheoryData<string, string> Examples
    {
        get
        {
            var examples = new TheoryData<string, string>();
            foreach (var page in RulePages.Pages.SelectMany<object[], string>(row => [(string)row[0]]))
            {
                examples.Add(page, "Flagged");
                examples.Add(page, "Clean");
            }

            return examples;
        }
    }

    [Theory, MemberData(nameof(Examples))]
    public void A_plan_is_judged_like_the_template(string page, string heading)
    {
        var text = RulePages.Example(page, heading);
        var template = TemplateFile.Read("template.yaml", Encoding.UTF8.GetBytes(text), ParameterValues.None).ShouldNotBeNull();
        var id = RulePages.IdOf(Path.Combine(RulePages.Root, page)) ?? "";
        if (Differences.ContainsKey($"{id} {heading}")
            || PlanOfTemplate.Of(template.In(new Scenario(ImmutableDictionary<string, int>.Empty, isLast: false))) is not { } plan)
        {
            return;
        }

        var (written, planned) = (Checked.Text(text), Checked.Text(plan, "plan.json"));

        Said(planned).ShouldBe(Said(written), $"{planned.Said}\n\n{written.Said}\n{plan}");
    }

    private static string Said(Checked said) => string.Join('\n', said.Result.Findings
        .Select(finding => $"{finding.Rule.Id} {finding.Outcome} {finding.Subject.Identity.Stage} {finding.Subject.Identity.Route}")
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal));
}
