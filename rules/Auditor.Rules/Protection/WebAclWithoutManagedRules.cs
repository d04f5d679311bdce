using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;
using Auditor.Core.Waf;

namespace Auditor.Rules.Protection;

/// <summary>Flags REST stages whose web ACL uses none of the managed rules against common attacks.</summary>
public sealed class WebAclWithoutManagedRules() : StageRule(new()
{
    Id = "AGW4004",
    Name = "web-acl-without-managed-rules",
    Title = "The web ACL of this stage uses no managed rules against common attacks",
    Category = Category.Protection,
    Severity = Severity.Low,
    Needs = Needs.WebAcls | Needs.Exposure,
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["CWE-693", "API8:2023"],
    RecordedAs = ["webAclArn"],
    WrittenAs = "webAcl:",
})
{
    private static readonly ImmutableArray<string> Groups =
    [
        "AWS/AWSManagedRulesCommonRuleSet", "AWS/AWSManagedRulesSQLiRuleSet", "AWS/AWSManagedRulesKnownBadInputsRuleSet",
    ];

    /// <inheritdoc/>
    protected override IEnumerable<StageVerdict> Check(StageSubject subject, RuleContext context)
    {
        var (api, arn) = (subject.Api, subject.Stage.WebAclArn ?? "");
        if (WebAclEffect.ThatStops(subject.Scope, api, subject.Stage) is not { } effect || effect.StopsBy(KnowsAttacks).Value)
        {
            yield break;
        }

        yield return new(stages =>
            $"Web ACL {Quote.Of(effect.Definition.Name)} of {stages.NameInSentence} of API {Quote.Of(api.Name)} uses no managed rule group "
                + $"against common attacks: "
            + "neither the core, SQL database or known-bad-inputs rules of AWS nor those of another vendor.")
        {
            Key = arn,
            Evidence = [new("webAclArn", arn), new("managed rule groups", Managed(effect.Definition.Rules))],
        };
    }

    // Other vendors' groups are judged by what they do, not by their name: any that stops something counts. So do own rules with AWS's
    // signatures.
    private static bool KnowsAttacks(WebAclStop stop) => stop.Group is { } group
        ? Groups.Contains(group, StringComparer.Ordinal) || !group.StartsWith("AWS/", StringComparison.Ordinal)
        : stop.Rule.Statement is "SqliMatchStatement" or "XssMatchStatement"
            || (stop.Rule.Matches is { } statement && LooksForAttacks(statement));

    private static bool LooksForAttacks(WafStatement statement) =>
        statement.Kind is "SqliMatchStatement" or "XssMatchStatement"
            || (statement.Kind is not "NotStatement" && (statement.Statements ?? []).Any(LooksForAttacks));

    private static string Managed(ImmutableArray<WafRule> rules)
    {
        var groups = rules.Where(rule => rule.ManagedGroup is not null).Select(rule => $"{rule.ManagedGroup}: {rule.Action}").ToList();
        return groups is [] ? "none" : string.Join(", ", groups);
    }
}
