using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Text;

namespace Auditor.Rules.Policies;

/// <summary>Weighs what an identity policy allows by who wrote it and who holds it.</summary>
internal static class HeldBy
{
    /// <summary>What is shown as evidence: who holds the policy.</summary>
    public static Evidence Evidence(IdentityPolicy policy) =>
        new("attached to", policy.AttachedTo is [] ? "nobody" : string.Join(", ", policy.AttachedTo.Order(StringComparer.Ordinal)));

    /// <summary>The policy in words, at the start of a sentence.</summary>
    public static string Name(IdentityPolicy policy) => policy.Kind switch
    {
        IdentityPolicyKind.Inline => $"Inline policy {Quote.Of(policy.Name)} of {Quote.List(policy.AttachedTo)}",
        IdentityPolicyKind.AwsManaged => $"AWS managed policy {Quote.Of(policy.Name)}",
        _ => $"Policy {Quote.Of(policy.Name)}",
    };

    /// <summary>Whom it concerns, in the middle of a sentence.</summary>
    public static string Whom(IdentityPolicy policy) => policy.AttachedTo is [] ? "whoever it is attached to, nobody at present," : "whoever holds it";

    /// <summary>Lower for a policy that nobody holds, or that AWS wrote for exactly this.</summary>
    public static Finding Weigh(Finding finding, IdentityPolicy policy) =>
        policy.AttachedTo is [] || policy.Kind is IdentityPolicyKind.AwsManaged ? finding with { Severity = Severity.Low } : finding;
}
