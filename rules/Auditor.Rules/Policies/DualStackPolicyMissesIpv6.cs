using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Policies;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Policies;

/// <summary>Flags dual-stack APIs whose resource policy keeps out IPv4 addresses and lets in all of IPv6.</summary>
public sealed class DualStackPolicyMissesIpv6() : Rule<ApiSubject>(new()
{
    Id = "AGW5007",
    Name = "dual-stack-policy-misses-ipv6",
    Title = "The resource policy keeps out IPv4 addresses only",
    Category = Category.Policies,
    Severity = Severity.Medium,
    Needs = Needs.Exposure,
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["CWE-284", "API8:2023"],
    RecordedAs = ["policy"],
    WrittenAs = "api:Policy.Statement[]|api:Policy",
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context)
    {
        if (!subject.Api.Stages.Value.Any(stage => MayTakeIpv6(subject, stage)))
        {
            yield break;
        }

        var openings = PolicyOpenings.Of(subject, context);
        var missed = openings.Ordered.RemoveAll(opening => opening.Addresses is not { IsAllOfIpv6: true, IsAllOfIpv4: false }
            || !AnswersOverBoth(opening.Network));
        if (missed is [])
        {
            openings.ThrowIfDoubtful();
            yield break;
        }

        yield return PolicyFinding.WithSeverity(
            Flag(
                subject,
                $"The resource policy of API {Quote.Of(subject.Api.Name)} keeps out some IPv4 addresses and no IPv6 address, and it is "
                    + $"reached over both: whoever it means to keep out can {PolicyFinding.Reach(missed[0].Route)} over IPv6, having it.",
                PolicyFinding.Evidence(missed).AsSpan()),
            missed);
    }

    private static bool MayTakeIpv6(ApiSubject subject, Stage stage) =>
        EndpointResolver.DefaultEndpoint(subject.Scope, subject.Api, stage).ValueOr(null) is { IsDualStack: true }
        || EndpointResolver.CustomDomains(subject.Scope, subject.Api, stage).ValueOr([]).Any(endpoint => endpoint.IsDualStack);

    // Over IPv4 alone nobody has an IPv6 address. A domain name may answer over both where the API's own endpoint does not.
    private static bool AnswersOverBoth(CallerNetwork network) => network.Addresses.Equals(AddressSet.PublicInternet);
}
