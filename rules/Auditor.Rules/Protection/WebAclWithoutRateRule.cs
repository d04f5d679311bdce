using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Protection;

/// <summary>Flags REST stages whose web ACL stops no flood of requests.</summary>
public sealed class WebAclWithoutRateRule() : StageRule(new()
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
    WrittenAs = "webAcl:",
})
{
    private const string AntiDdos = "AWS/AWSManagedRulesAntiDDoSRuleSet";

    /// <inheritdoc/>
    protected override IEnumerable<StageVerdict> Check(StageSubject subject, RuleContext context)
    {
        var (api, arn) = (subject.Api, subject.Stage.WebAclArn ?? "");
        if (WebAclEffect.ThatStops(subject.Scope, api, subject.Stage) is not { } effect
            || effect.StopsBy(stop => stop.Rule.Statement is "RateBasedStatement" || stop.Group is AntiDdos).Value)
        {
            yield break;
        }

        yield return new(stages =>
            $"Web ACL {Quote.Of(effect.Definition.Name)} of {stages.NameInSentence} of API {Quote.Of(api.Name)} has no rate-based rule "
                + "that stops requests: callers whom it lets in can send them at any rate.")
        {
            Key = arn,
            Evidence = [new("webAclArn", arn)],
        };
    }
}
