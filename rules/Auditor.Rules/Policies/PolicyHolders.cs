using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Policies;
using Auditor.Core.Text;

namespace Auditor.Rules.Policies;

/// <summary>Says what an identity policy grants and to whom, and rates it by who wrote it and who holds it.</summary>
internal static class PolicyHolders
{
    private const int Shown = 3;

    /// <summary>
    /// Whether it grants nobody anything, and is not there to: AWS wrote it and nobody holds it, or it is the boundary of somebody and
    /// attached to nobody, which takes away only (Permissions boundaries for IAM entities).
    /// </summary>
    public static bool HasNone(Account account, IdentityPolicy policy) => policy.AttachedTo is []
        && (policy.Kind is IdentityPolicyKind.AwsManaged
            || account.Principals.ValueOr([]).Any(principal => principal.PermissionsBoundaryArn == policy.Arn));

    /// <summary>What is shown as evidence: the statement that grants it, and who holds the policy.</summary>
    public static Evidence[] Evidence(IdentityPolicy policy, (IdentityAnswer Answer, ImmutableArray<string> To) granted) =>
    [
        new(
            "statement",
            policy is { Kind: IdentityPolicyKind.AwsManaged, Document: { IsKnown: true, Value: null } } ? "its name" : granted.Answer.Statement?.Name ?? ""),
        .. granted.Answer.Verdict is Verdict.Yes
            ? []
            : new[] { new Evidence("denied depending on", string.Join(", ", granted.Answer.DependsOn)) },
        Evidence(policy),
    ];

    /// <summary>Who holds the policy.</summary>
    public static Evidence Evidence(IdentityPolicy policy) =>
        new("attached to", policy.AttachedTo is [] ? "nobody" : string.Join(", ", policy.AttachedTo.Order(StringComparer.Ordinal)));

    /// <summary>The holders, as what a finding names. An inline policy has one for good.</summary>
    public static ImmutableArray<NamedThings> Named(IdentityPolicy policy, IEnumerable<string> to) =>
        policy.Kind is IdentityPolicyKind.Inline ? [] : [NamedThings.Of("holder", to)];

    /// <summary>The policy in words, at the start of a sentence.</summary>
    public static string Name(IdentityPolicy policy) => policy.Kind switch
    {
        IdentityPolicyKind.Inline => $"Inline policy {Quote.Of(policy.Name)} of {Quote.List(policy.AttachedTo)}",
        IdentityPolicyKind.AwsManaged => $"AWS managed policy {Quote.Of(policy.Name)}",
        _ => $"Policy {Quote.Of(policy.Name)}",
    };

    /// <summary>Whom it concerns, in the middle of a sentence: <c>whoever holds it (role 'a', user 'b' and 12 more)</c>.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="to">Those from whom no other policy takes it back.</param>
    public static string Whom(IdentityPolicy policy, ImmutableArray<string> to)
    {
        if (policy.AttachedTo is [])
        {
            return "whoever it is attached to, nobody at present,";
        }

        // An inline policy has named its one holder already.
        if (to is [] || (to is [var only] && policy.Kind is IdentityPolicyKind.Inline && policy.AttachedTo.Contains(only)))
        {
            return "whoever holds it";
        }

        var names = string.Join(", ", to.Take(Shown).Select(Principal));
        return to.Length > Shown
            ? $"whoever holds it ({names} and {to.Length - Shown} more, whom `auditor exposure --principals` names)"
            : $"whoever holds it ({names})";
    }

    /// <summary>Some of the holders, where it does not concern all: <c>role 'a' only</c>.</summary>
    public static string Only(ImmutableArray<string> to) =>
        $"{string.Join(", ", to.Take(Shown).Select(Principal))}{(to.Length > Shown ? $" and {to.Length - Shown} more" : "")} only";

    /// <summary>What a Deny under a condition takes back, in the middle of a sentence; empty where none does.</summary>
    public static string Apart(IdentityAnswer answer)
    {
        var named = answer.Statement is { IsNotResource: true, Resources: { IsEmpty: false } resources }
            ? $", apart from {Quote.List([.. resources.Select(resource => resource.Text)])}, which it names as what it is not for"
            : "";
        return answer.Verdict is Verdict.Yes
            ? named
            : $"{named}, apart from what a Deny under a condition takes back ({string.Join(", ", answer.DependsOn)})";
    }

    /// <summary>The Region, where it holds in one only.</summary>
    public static string Where(IdentityAnswer answer) => answer.Region is { } region ? $" in {region}" : "";

    /// <summary>Lower for a policy that nobody holds, that AWS wrote for exactly this, or of which a Deny leaves part only.</summary>
    public static Finding WithSeverity(Finding finding, IdentityPolicy policy, IdentityAnswer answer) =>
        policy.AttachedTo is [] || policy.Kind is IdentityPolicyKind.AwsManaged ? finding with { Severity = Severity.Low }
        : answer.Verdict is not Verdict.Yes && finding.Severity is Severity.High ? finding with { Severity = Severity.Medium }
        : finding;

    // arn:aws:iam::111122223333:role/path/orders is role 'path/orders'.
    private static string Principal(string arn)
    {
        var name = arn.Split(':', 6)[^1];
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? Quote.Of(arn) : $"{name[..slash]} {Quote.Of(name[(slash + 1)..])}";
    }
}
