using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Policies;

/// <summary>Flags REST APIs whose resource policy lists networks so wide that they are full of strangers.</summary>
public sealed class IpAllowListTooWide() : Rule<ApiSubject>(new()
{
    Id = "AGW5006",
    Name = "ip-allow-list-too-wide",
    Title = "The resource policy lets in networks that are full of strangers",
    Category = Category.Policies,
    Severity = Severity.Medium,
    Needs = Needs.Exposure,
    // That it is a network and not the internet is what the rule is about: nothing falls a second time.
    SeverityFollowsExposure = false,
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["CWE-284", "API8:2023"],
    RecordedAs = ["policy"],
    WrittenAs = "api:Policy.Statement[].Condition|api:Policy",
})
{
    private const int WideIpv4 = 8;
    private const int WideIpv6 = 32;

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context)
    {
        var openings = PolicyOpenings.Of(subject, context);
        var wide = openings.Ordered.RemoveAll(opening => !opening.LetsInNetwork || Widest(opening) is null);
        if (wide is [])
        {
            openings.ThrowIfDoubtful();
            yield break;
        }

        yield return PolicyFinding.WithSeverity(
            Flag(
                subject,
                $"The resource policy of API {Quote.Of(subject.Api.Name)} lets in a whole {Widest(wide[0])} of addresses, which next to "
                    + $"nobody has for themselves: strangers among them can {PolicyFinding.Reach(wide[0].Route)}.",
                PolicyFinding.Evidence(wide).AsSpan()),
            wide);
    }

    private static string? Widest(PolicyOpening opening) => opening.Addresses switch
    {
        { WidestIpv4: <= WideIpv4 and var prefix } => $"IPv4 /{prefix}",
        { WidestIpv6: <= WideIpv6 and var prefix } => $"IPv6 /{prefix}",
        _ => null,
    };
}
