using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Protection;

/// <summary>Flags REST stages that callers reach with no web ACL before them.</summary>
public sealed class StageWithoutWebAcl() : StageRule(new()
{
    Id = "AGW4001",
    Name = "stage-without-web-acl",
    Title = "No web ACL filters requests to this stage",
    Category = Category.Protection,
    Severity = Severity.Medium,
    Needs = Needs.Exposure,
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["CWE-693", "API8:2023", "APIGateway.4"],
    RecordedAs = ["webAclArn"],
})
{
    /// <inheritdoc/>
    protected override IEnumerable<StageVerdict> Check(StageSubject subject, RuleContext context)
    {
        var (scope, api, stage) = (subject.Scope, subject.Api, subject.Stage);

        if (!string.IsNullOrEmpty(stage.WebAclArn))
        {
            yield break;
        }

        // Requests through a VPC endpoint are the VPC's to filter.
        if (api.EndpointType.Value is EndpointType.Private)
        {
            yield break;
        }

        if (context.Exposure.AudienceOf(scope, api, stage).Value is Audience.Nobody)
        {
            yield break;
        }

        yield return new(stages =>
            $"{stages.Name} of API {Quote.Of(api.Name)} {stages.Form("has", "have")} no web ACL: attacks and floods reach "
                + $"{stages.Form("its", "their")} methods without AWS WAF looking at them first.")
        {
            Evidence = [new("webAclArn", "none")],
        };
    }
}
