using System.Collections.Concurrent;
using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Text;

namespace Auditor.Core.Exposure;

/// <summary>What the identity policies of an account let its users and roles do: their own, their groups', and no more than their boundary.</summary>
internal sealed class AccountGrants
{
    private static readonly ImmutableArray<string> Changing = ["apigateway:POST", "apigateway:PUT", "apigateway:PATCH", "apigateway:DELETE"];

    private readonly ImmutableArray<Holders> _holders;
    private readonly ConcurrentDictionary<string, GrantedPrincipals> _changers = new(StringComparer.Ordinal);

    private AccountGrants(ImmutableArray<Holders> holders) => _holders = holders;

    /// <summary>Every user and role, in order.</summary>
    public ImmutableArray<string> Everyone => [.. _holders.SelectMany(each => each.Arns).Order(StringComparer.Ordinal)];

    /// <summary>Unknown where policies or principals were not read.</summary>
    public static Fact<AccountGrants> Of(Account account)
    {
        if (account.IdentityPolicies.Unknown is { } unread)
        {
            return unread;
        }

        return account.Principals.Select(principals =>
        {
            var documents = account.IdentityPolicies.Value.ToDictionary(policy => policy.Arn, Parsed, StringComparer.Ordinal);
            var held = account.IdentityPolicies.Value.SelectMany(policy => policy.AttachedTo.Select(holder => (holder, policy.Arn))).ToLookup(each => each.holder, each => each.Arn, StringComparer.Ordinal);

            // Most roles of an account hold the same few policies: each combination is looked at once.
            return new AccountGrants(
            [
                .. principals
                    .Where(principal => principal.Type is not PrincipalType.Group)
                    .Select(principal => (principal.Arn, Policies: principal.Groups.Prepend(principal.Arn).SelectMany(holder => held[holder]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray(), Boundary: principal.PermissionsBoundaryArn))
                    .GroupBy(principal => $"{string.Join(' ', principal.Policies)} within {principal.Boundary}", StringComparer.Ordinal)
                    .Select(group => Of(group.First().Policies, group.First().Boundary, documents, [.. group.Select(principal => principal.Arn)])),
            ]);
        });
    }

    /// <summary>What one user or role may do; unknown where it is not there, or one of its policies was not read.</summary>
    public Fact<IdentityGrants> Of(string arn)
    {
        if (_holders.FirstOrDefault(each => each.Arns.Contains(arn)) is not { } holders)
        {
            return new Unknown($"There is no user or role {Quote.Of(arn)} in what was read.");
        }

        return holders.IsPartlyUnread ? new Unknown($"Not all policies of {Quote.Of(arn)} could be read.") : holders.Grants;
    }

    /// <summary>Who may call a route, as far as identity policies go.</summary>
    public GrantedPrincipals MayCall(RouteTarget route) => Collect(grants => grants.OnRoute(route).Verdict);

    /// <summary>Who may change an API or any part of it.</summary>
    /// <param name="arn">The API's ARN in the control plane.</param>
    public GrantedPrincipals MayChange(string arn) => _changers.GetOrAdd(arn, api => Collect(grants => Most(Changing.Select(action => grants.OnConfiguration(action, api).Verdict))));

    private static Verdict Most(IEnumerable<Verdict> verdicts) => verdicts.Aggregate(Verdict.No, (most, verdict) => most is Verdict.Yes || verdict is Verdict.No ? most : verdict);

    private GrantedPrincipals Collect(Func<IdentityGrants, Verdict> ask)
    {
        var answers = _holders.Select(holders => (holders.Arns, Verdict: holders.IsPartlyUnread ? Verdict.Depends : ask(holders.Grants))).ToImmutableArray();
        return new(Sorted(answers, Verdict.Yes), Sorted(answers, Verdict.Depends));
    }

    private static ImmutableArray<string> Sorted(ImmutableArray<(ImmutableArray<string> Arns, Verdict Verdict)> answers, Verdict verdict) =>
        [.. answers.Where(answer => answer.Verdict == verdict).SelectMany(answer => answer.Arns).Order(StringComparer.Ordinal)];

    private static Holders Of(ImmutableArray<string> policies, string? boundary, Dictionary<string, PolicyDocument?> documents, ImmutableArray<string> arns)
    {
        var read = policies.Select(arn => documents[arn]).ToImmutableArray();
        var limit = boundary is null ? null : documents.GetValueOrDefault(boundary);
        return new(arns, new IdentityGrants([.. read.OfType<PolicyDocument>()], limit), read.Contains(null) || (boundary is not null && limit is null));
    }

    // Null where the policy could not be read, or AWS wrote it and only its name is known.
    private static PolicyDocument? Parsed(IdentityPolicy policy) =>
        policy.Document.ValueOr(null) is { } text && PolicyDocument.Read(text, $"Policy {Quote.Of(policy.Arn)}") is { IsKnown: true } read ? read.Value : null;

    private sealed record Holders(ImmutableArray<string> Arns, IdentityGrants Grants, bool IsPartlyUnread);
}
