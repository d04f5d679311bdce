using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Protection;

/// <summary>Flags REST stages whose web ACL cannot stop a single request.</summary>
public sealed class WebAclBlocksNothing() : StageRule(new()
{
    Id = "AGW4002",
    Name = "web-acl-blocks-nothing",
    Title = "The web ACL of this stage never blocks a request",
    Category = Category.Protection,
    Severity = Severity.High,
    Needs = Needs.WebAcls | Needs.Exposure,
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["CWE-693", "API8:2023", "WAF.10"],
    RecordedAs = ["webAclArn"],
    WrittenAs = "webAcl:Rules[].OverrideAction|webAcl:Rules[].Action|webAcl:DefaultAction|webAcl:",
})
{
    /// <inheritdoc/>
    protected override IEnumerable<StageVerdict> Check(StageSubject subject, RuleContext context)
    {
        var (scope, api, stage) = (subject.Scope, subject.Api, subject.Stage);

        if (string.IsNullOrEmpty(stage.WebAclArn))
        {
            yield break;
        }

        var definition = AttachedWebAcl.Of(scope, stage.WebAclArn).Value;

        var effect = WebAclEffect.Of(scope, api, definition);
        if (effect.StopsSomething.Value)
        {
            yield break;
        }

        var why = effect.WhyNothingIsStopped();
        yield return new(stages => $"Web ACL {Quote.Of(definition.Name)} of {stages.NameInSentence} of API {Quote.Of(api.Name)} never "
            + $"blocks a request: {why}.")
        {
            Key = stage.WebAclArn,
            Evidence =
            [
                new("webAclArn", stage.WebAclArn),
                new("default action", definition.DefaultAction.ToString()),
                new("rules", Describe(definition.Rules)),
            ],
        };
    }

    private static string Describe(ImmutableArray<WafRule> rules) => rules is []
        ? "none"
        : string.Join(
            ", ", rules.Select(rule => $"{rule.Name}: {(rule.Action is WafAction.Group ? "as its rule group says" : rule.Action)}"));
}
