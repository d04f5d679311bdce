using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Protection;

/// <summary>Flags REST stages whose web ACL uses none of the managed rules against common attacks.</summary>
public sealed class WebAclWithoutManagedRules() : Rule<StageSubject>(new()
{
    Id = "AGW4004",
    Name = "web-acl-without-managed-rules",
    Title = "The web ACL of this stage knows no common attacks",
    Category = Category.Protection,
    Severity = Severity.Low,
    Needs = Needs.WebAcls | Needs.Exposure,
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["CWE-693", "API8:2023"],
    RecordedAs = ["webAclArn"],
})
{
    private static readonly ImmutableArray<string> Groups =
    [
        "AWS/AWSManagedRulesCommonRuleSet", "AWS/AWSManagedRulesSQLiRuleSet", "AWS/AWSManagedRulesKnownBadInputsRuleSet",
    ];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(StageSubject subject, RuleContext context)
    {
        var (scope, api, stage) = (subject.Scope, subject.Api, subject.Stage);

        if (string.IsNullOrEmpty(stage.WebAclArn) || AttachedWebAcl.IsClassic(stage.WebAclArn))
        {
            yield break;
        }

        // A web ACL that blocks nothing at all is AGW4002's finding.
        var definition = AttachedWebAcl.Of(scope, stage.WebAclArn).Value;
        if (!WebAclEffect.Of(definition).Value || BlocksKnownAttacks(definition.Rules))
        {
            yield break;
        }

        yield return Flag(
            subject,
            $"Web ACL {Quote.Of(definition.Name)} of stage {Quote.Of(stage.Name)} of API {Quote.Of(api.Name)} blocks none of the attacks that AWS's managed rules know: SQL injection and known exploits get through.",
            new Evidence("webAclArn", stage.WebAclArn),
            new Evidence("managed rule groups", Managed(definition.Rules)));
    }

    private static bool BlocksKnownAttacks(ImmutableArray<WafRule> rules)
    {
        foreach (var rule in rules)
        {
            if (rule.Action is WafAction.Allow && rule.MatchesEverything.ValueOr(false))
            {
                return false;
            }

            if (rule.Action is not WafAction.Group)
            {
                continue;
            }

            // Other vendors' groups are judged by what they do, not by their name: any that stops something counts.
            if (rule.ManagedGroup is { } group)
            {
                if ((Groups.Contains(group, StringComparer.Ordinal) || !group.StartsWith("AWS/", StringComparison.Ordinal))
                    && Stops(rule.GroupRules.Value))
                {
                    return true;
                }
            }
            else if (BlocksKnownAttacks(rule.GroupRules.Value ?? []))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Stops(ImmutableArray<WafRule>? rules) =>
        (rules ?? []).Any(rule => rule.Action is WafAction.Block or WafAction.Captcha or WafAction.Challenge);

    private static string Managed(ImmutableArray<WafRule> rules)
    {
        var groups = rules.Where(rule => rule.ManagedGroup is not null).Select(rule => $"{rule.ManagedGroup}: {rule.Action}").ToList();
        return groups is [] ? "none" : string.Join(", ", groups);
    }
}
