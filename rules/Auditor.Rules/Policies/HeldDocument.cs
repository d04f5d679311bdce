using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Text;

namespace Auditor.Rules.Policies;

/// <summary>Asks what one identity policy allows by itself, and whether that is left to anybody who holds it.</summary>
internal static class HeldDocument
{
    /// <summary>The policy, ready for questions; <see langword="null"/> where only its name is known, unknown where it cannot be read.</summary>
    public static Fact<IdentityGrants?> Of(IdentityPolicy policy)
    {
        if (policy.Document.Unknown is { } unknown)
        {
            return unknown;
        }

        if (policy.Document.Value is not { } text)
        {
            return (IdentityGrants?)null;
        }

        try
        {
            return new IdentityGrants([PolicyDocument.Parse(text)]);
        }
        catch (PolicyFormatException exception)
        {
            return new Unknown($"Policy {Quote.Of(policy.Name)} cannot be read: {exception.Message}");
        }
    }

    /// <summary>Whether another policy's Deny, or a boundary, takes it back from every user and role that holds it. Who is not known to hold anything has nothing taken back.</summary>
    public static bool IsTakenBack(Account account, IdentityPolicy policy, ExposureMap exposure, Func<IdentityGrants, bool> isAllowed)
    {
        var holders = account.Principals.ValueOr([])
            .Where(principal => principal.Type is not PrincipalType.Group && principal.Groups.Prepend(principal.Arn).Intersect(policy.AttachedTo, StringComparer.Ordinal).Any())
            .ToImmutableArray();
        return holders is not [] && holders.All(holder => exposure.GrantsOf(account, holder.Arn) is { IsKnown: true } grants && !isAllowed(grants.Value));
    }
}
