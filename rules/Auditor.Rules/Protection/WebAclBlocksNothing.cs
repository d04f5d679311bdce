using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Protection;

/// <summary>Flags REST stages whose web ACL cannot stop a single request.</summary>
public sealed class WebAclBlocksNothing() : Rule<StageSubject>(new()
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
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(StageSubject subject, RuleContext context)
    {
        var (scope, api, stage) = (subject.Scope, subject.Api, subject.Stage);

        if (string.IsNullOrEmpty(stage.WebAclArn))
        {
            yield break;
        }

        var definition = AttachedWebAcl.Of(scope, stage.WebAclArn).Value;

        if (WebAclEffect.Of(definition).Value)
        {
            yield break;
        }

        yield return Flag(
            subject,
            $"Web ACL {Quote.Of(definition.Name)} of stage {Quote.Of(stage.Name)} of API {Quote.Of(api.Name)} never blocks a request: {Why(definition)}.",
            new Evidence("webAclArn", stage.WebAclArn),
            new Evidence("default action", definition.DefaultAction.ToString()),
            new Evidence("rules", Describe(definition.Rules)));
    }

    private static string Why(WebAclDefinition definition)
    {
        if (definition.Rules.FirstOrDefault(rule => rule.Action is WafAction.Allow && rule.MatchesEverything.ValueOr(false)) is { } allowsAll)
        {
            return $"rule {Quote.Of(allowsAll.Name)} allows everything before another rule could block it";
        }

        return definition.Rules switch
        {
            [] => "it has no rules and lets everything through by default",
            var rules when rules.All(rule => rule.Action is WafAction.Allow) => "its rules only allow, and so does its default action",
            var rules when rules.All(rule => rule.Action is WafAction.Count) => "its rules only count, and its default action allows",
            var rules when rules.All(rule => rule.GroupRules.ValueOr(null) is []) => "its rule groups are empty, and its default action allows",
            _ => "its rules only count, allow or refer to rule groups that do, and its default action allows",
        };
    }

    private static string Describe(ImmutableArray<WafRule> rules) => rules is []
        ? "none"
        : string.Join(", ", rules.Select(rule => $"{rule.Name}: {(rule.Action is WafAction.Group ? "as its rule group says" : rule.Action)}"));
}
