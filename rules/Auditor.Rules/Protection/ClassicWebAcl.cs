using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Protection;

/// <summary>Flags REST stages with a web ACL of AWS WAF Classic.</summary>
public sealed class ClassicWebAcl() : StageRule(new()
{
    Id = "AGW4006",
    Name = "classic-web-acl",
    Title = "This stage relies on AWS WAF Classic",
    Category = Category.Protection,
    Severity = Severity.Medium,
    Needs = Needs.Exposure,
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["CWE-1104", "API8:2023"],
    RecordedAs = ["webAclArn"],
    WrittenAs = "association:",
})
{
    /// <inheritdoc/>
    protected override IEnumerable<StageVerdict> Check(StageSubject subject, RuleContext context)
    {
        if (subject.Stage.WebAclArn is not { } arn || !AttachedWebAcl.IsClassic(arn))
        {
            yield break;
        }

        yield return new(stages =>
            $"{stages.Name} of API {Quote.Of(subject.Api.Name)} {stages.Form("is", "are")} filtered by AWS WAF Classic, which has no "
                + $"managed rules for new attacks and is being retired.")
        {
            Evidence = [new("webAclArn", arn)],
        };
    }
}
