using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Protection;

/// <summary>Flags REST stages whose web ACL stops no flood of requests.</summary>
public sealed class WebAclWithoutRateRule() : Rule<StageSubject>(new()
{
    Id = "AGW4003",
    Name = "web-acl-without-rate-rule",
    Title = "The web ACL of this stage limits nobody's rate",
    Category = Category.Protection,
    Severity = Severity.Low,
    Needs = Needs.WebAcls | Needs.Exposure,
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["CWE-770", "API4:2023"],
    RecordedAs = ["webAclArn"],
})
{
    private const string AntiDdos = "AWS/AWSManagedRulesAntiDDoSRuleSet";

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
        var effect = WebAclEffect.Of(scope, api, definition);
        if (!effect.StopsSomething.Value || effect.StopsBy(stop => stop.Rule.Statement is "RateBasedStatement" || stop.Group is AntiDdos).Value)
        {
            yield break;
        }

        yield return Flag(
            subject,
            $"Web ACL {Quote.Of(definition.Name)} of stage {Quote.Of(stage.Name)} of API {Quote.Of(api.Name)} has no rate-based rule that stops requests: callers whom it lets in can send them at any rate.",
            new Evidence("webAclArn", stage.WebAclArn));
    }
}
