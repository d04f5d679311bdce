using System.Collections.Immutable;
using Auditor.Core.Identity;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;

namespace Auditor.Core.Exposure;

/// <summary>What one identity policy grants to those who hold it, after what their other policies and their boundaries take away.</summary>
public sealed class GrantsByPolicy
{
    private readonly ImmutableArray<(IdentityGrants Grants, ImmutableArray<string> Arns)> _holders;

    private GrantsByPolicy(ImmutableArray<(IdentityGrants Grants, ImmutableArray<string> Arns)> holders) => _holders = holders;

    internal static GrantsByPolicy Of(AccountGrants? account, IdentityPolicy policy, PolicyDocument document, IdentityGrants ofNobody)
    {
        // A group's policy reaches its members; where nobody is known to hold it, it speaks for itself.
        var holders = account?.HoldersOf(policy)
            .Select(each => (account.Grants(each)
                .By(document), each.Principals.Where(principal => policy.AttachedTo.Contains(principal.Arn)
                    || principal.Groups.Any(policy.AttachedTo.Contains))
                .Select(principal => principal.Arn)
                .Order(StringComparer.Ordinal)
                .ToImmutableArray()))
            .Where(each => !each.Item2.IsEmpty)
            .ToImmutableArray() ?? [];
        return new(holders is [] ? [(ofNobody, [])] : holders);
    }

    /// <summary>
    /// The best answer of all holders, and to whom it is given; <see langword="null"/> where a condition narrows it for everybody, or
    /// another policy takes it back from everybody.
    /// </summary>
    /// <param name="question">What is asked of each of them.</param>
    public (IdentityAnswer Answer, ImmutableArray<string> To)? Ask(Func<IdentityGrants, IdentityAnswer> question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var granted = _holders.Select(each => (Answer: question(each.Grants), each.Arns))
            .Where(each => each.Answer.Verdict is Verdict.Yes || each.Answer.IsAllowedButForDenies)
            .ToImmutableArray();
        return granted is []
            ? null
            : (granted.FirstOrDefault(
                each => each.Answer.Verdict is Verdict.Yes,
                granted[0]).Answer, [.. granted.SelectMany(each => each.Arns).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }
}
