using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Rules.Hygiene;

/// <summary>Flags usage plans, API keys, VPC links and custom domain names that are attached to nothing.</summary>
public sealed class Orphan() : Rule<AttachableSubject>(new()
{
    Id = "AGW7012",
    Name = "orphan",
    Title = "It is attached to nothing",
    Category = Category.Hygiene,
    Severity = Severity.Low,
    Needs = Needs.Exposure | Needs.UsagePlans | Needs.ApiKeys | Needs.VpcLinks,
    SeverityFollowsExposure = false,
    Frameworks = ["API9:2023"],
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(AttachableSubject subject, RuleContext context)
    {
        var reason = subject switch
        {
            UsagePlanSubject plan => OrphanUsagePlan.Of(plan),
            ApiKeySubject key => OrphanApiKey.Of(key),
            VpcLinkSubject link => OrphanVpcLink.Of(link, context),
            DomainSubject domain => OrphanDomain.Of(domain),
            _ => null,
        };

        if (reason is not null)
        {
            yield return Flag(subject, reason.Message, reason.Evidence.AsSpan());
        }
    }
}
