using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Policies;

/// <summary>Flags REST APIs whose resource policy keeps strangers out only by a header that they can send.</summary>
public sealed class SpoofablePolicyCondition() : Rule<ApiSubject>(new()
{
    Id = "AGW5003",
    Name = "spoofable-policy-condition",
    Title = "The resource policy trusts a header that anyone can send",
    Category = Category.Policies,
    Severity = Severity.High,
    Needs = Needs.Exposure,
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["CWE-290", "CWE-293", "API5:2023", "API8:2023"],
    RecordedAs = ["policy"],
    WrittenAs = "api:Policy.Statement[].Condition|api:Policy",
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context)
    {
        var openings = PolicyOpenings.Of(subject, context);
        var spoofable = openings.Ordered.RemoveAll(opening => !opening.LetsInStrangers || !opening.HangsOnHeader);
        if (spoofable is [])
        {
            openings.ThrowIfDoubtful();
            yield break;
        }

        var keys = Quote.List(spoofable[0].Answer.SpoofableKeys);
        yield return PolicyFinding.WithSeverity(
            Flag(
                subject,
                $"All that the resource policy of API {Quote.Of(subject.Api.Name)} asks of a stranger is {keys}, which every caller "
                    + $"writes as it likes: anyone on the internet gets as far as {PolicyFinding.Name(spoofable[0].Route)}.",
                PolicyFinding.Evidence(spoofable).AsSpan()),
            spoofable);
    }
}
