using System.Collections.Concurrent;
using System.Collections.Immutable;
using Auditor.Core.Identity;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Text;

namespace Auditor.Core.Exposure;

/// <summary>
/// What the identity policies of an account let its users and roles do: their own, their groups', and no more than their boundary.
/// </summary>
internal sealed class AccountGrants
{
    private readonly Account _account;
    private readonly ImmutableArray<IdentityPolicy> _read;
    private readonly DateTimeOffset? _now;
    private readonly Dictionary<string, HeldPolicy> _policies;
    private readonly Dictionary<string, Holders> _holders;
    private readonly Dictionary<string, Principal> _principals;
    private readonly ILookup<HeldPolicy, Holders> _byPolicy;
    private readonly Lazy<ILookup<string, Principal>> _roles;
    private readonly ConcurrentDictionary<(string Api, PolicyDocument? Policy, PolicyDocument? Domain), Lazy<OwnPrincipals>> _callers = new();
    private readonly ConcurrentDictionary<string, Lazy<ImmutableArray<AlikeHolders>>> _alike = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Fact<ImmutableArray<RoleTaker>>>> _takers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ApiChangers> _changers = new(StringComparer.Ordinal);
    private long _judgedBefore;

    private AccountGrants(
        Account account,
        OrganizationLimits limits,
        DateTimeOffset? now,
        ImmutableArray<Principal> principals,
        ImmutableArray<Holders> holders,
        Dictionary<string,
        HeldPolicy> policies)
    {
        (_account, Limits, _now, _read, _policies, Holders) = (account, limits, now, account.IdentityPolicies.Value, policies, holders);
        _principals = principals.DistinctBy(principal => principal.Arn, StringComparer.Ordinal)
            .ToDictionary(principal => principal.Arn, StringComparer.Ordinal);
        _holders = holders.SelectMany(each => each.Principals.Select(principal => (principal.Arn, each)))
            .DistinctBy(each => each.Arn, StringComparer.Ordinal)
            .ToDictionary(each => each.Arn, each => each.each, StringComparer.Ordinal);
        _roles = new(() => principals.Where(principal => principal.Type is PrincipalType.Role)
            .ToLookup(role => role.Arn[(role.Arn.LastIndexOf('/') + 1)..], StringComparer.Ordinal));
        _byPolicy = holders.SelectMany(each => each.Policies.Select(policy => (policy, each)))
            .ToLookup(each => each.policy, each => each.each);
    }

    /// <summary>Users and roles, together where their policies say the same.</summary>
    public ImmutableArray<Holders> Holders { get; }

    /// <summary>What the account's organization limits.</summary>
    public OrganizationLimits Limits { get; }

    /// <summary>The statements of all policies.</summary>
    public StatementPool Statements { get; } = new();

    /// <summary>Users and roles, together where their policies say the same of an action.</summary>
    public ImmutableArray<AlikeHolders> Alike(string action) =>
        _alike.GetOrAdd(action, each => new(() => AlikeHolders.Of(Holders, Statements, each))).Value;

    /// <summary>Who may call and change APIs goes: nobody asks about them for now.</summary>
    public void ForgetApis()
    {
        Interlocked.Add(ref _judgedBefore, JudgedNow);
        _callers.Clear();
        _changers.Clear();
    }

    /// <summary>How often a kind of user or role was judged for a route.</summary>
    public long Judged => Interlocked.Read(ref _judgedBefore) + JudgedNow;

    /// <summary>Unknown where policies or principals were not read.</summary>
    /// <param name="account">The account.</param>
    /// <param name="now">The moment at which requests are made.</param>
    public static Fact<AccountGrants> Of(Account account, DateTimeOffset? now = null)
    {
        if (account.IdentityPolicies.Unknown is { } unread)
        {
            return unread;
        }

        return account.Principals.Select(principals =>
        {
            var byText = new Dictionary<string, HeldPolicy>(StringComparer.Ordinal);
            var policies = new Dictionary<string, HeldPolicy>(StringComparer.Ordinal);
            var limits = OrganizationLimits.Of(account);
            foreach (var policy in account.IdentityPolicies.Value)
            {
                policies[policy.Arn] = Held(policy, account.Partition, byText);
            }

            // A user in many groups, and a policy attached twice, holds it once.
            var attached = account.IdentityPolicies.Value.SelectMany(policy => policy.AttachedTo.Select(
                holder => (holder, policies[policy.Arn])))
                .ToLookup(each => each.holder, each => each.Item2, StringComparer.Ordinal);
            var numbers = new Dictionary<HeldPolicy, int>();
            var holders = principals
                .Where(principal => principal.Type is not PrincipalType.Group)
                .DistinctBy(principal => principal.Arn, StringComparer.Ordinal)
                .Select(principal => (
                    Principal: principal,
                    Policies: principal.Groups.Prepend(principal.Arn)
                        .SelectMany(holder => attached[holder])
                        .Distinct()
                        .OrderBy(Number)
                        .ToImmutableArray(),
                    Boundary: principal.PermissionsBoundaryArn is { } boundary ? Boundary(boundary) : null,
                    Limits: limits.For(principal.Arn)))
                .GroupBy(each => Key(each.Principal, each.Policies, each.Boundary, each.Limits), StringComparer.Ordinal)
                .Select(group => (Group: group, First: group.First()))
                .Select(each => new Holders(
                    [.. each.Group.Select(one => one.Principal)],
                    each.First.Policies,
                    each.First.Boundary,
                    each.First.Limits,
                    Facts(each.First.Principal, IsPersonal(each.First.Policies, each.First.Boundary, each.First.Limits))))
                .ToImmutableArray();
            return new AccountGrants(account, limits, now, principals, holders, policies);

            // A boundary of which nothing was read limits all the same.
            HeldPolicy Boundary(string arn)
            {
                if (!policies.TryGetValue(arn, out var boundary))
                {
                    var name = arn[(arn.LastIndexOf('/') + 1)..];
                    boundary = KnownManagedPolicies.TextOf(name, account.Partition) is { } text
                        && arn.Contains(":iam::aws:", StringComparison.Ordinal)
                        ? new HeldPolicy(PolicyDocument.Parse(text))
                        : HeldPolicy.NotRead($"boundary {Quote.Of(name)}, which was not read");
                    policies.Add(arn, boundary);
                }

                return boundary;
            }

            int Number(HeldPolicy policy)
            {
                if (!numbers.TryGetValue(policy, out var number))
                {
                    number = numbers.Count;
                    numbers.Add(policy, number);
                }

                return number;
            }

            // Most principals of an account hold the same few policies: each combination is looked at once.
            string Key(Principal principal, ImmutableArray<HeldPolicy> held, HeldPolicy? boundary, OrganizationLimits within) =>
                $"{principal.Type} {string.Join(' ', held.Select(Number))} within {(boundary is null ? "" : Number(boundary))} "
                    + $"{ReferenceEquals(within, limits)} {(IsPersonal(held, boundary, within) ? principal.Arn : "")}";

            RequestFacts Facts(Principal principal, bool isPersonal) =>
                isPersonal ? PrincipalFacts.Of(principal, account, now) : PrincipalFacts.OfAll(principal.Type, account, now);
        });
    }

    /// <summary>The user or role of an ARN, which may be that of a role's session; <see langword="null"/> where there is none.</summary>
    public Principal? Principal(string arn) => _principals.GetValueOrDefault(arn)
        ?? (SessionArn.TryParse(arn, out var session) ? _roles.Value[session.Role].FirstOrDefault() : null);

    /// <summary>The user or role as the judge knows it.</summary>
    public Holders HoldersOf(Principal principal) => _holders[principal.Arn];

    /// <summary>What is known of the condition keys of one principal's requests.</summary>
    public RequestFacts FactsOf(Principal principal, string? session) => PrincipalFacts.Of(principal, _account, _now, session);

    /// <summary>Those who hold a policy; one of the same text counts as the same.</summary>
    public IEnumerable<Holders> HoldersOf(IdentityPolicy policy) => _policies.TryGetValue(policy.Arn, out var held) ? _byPolicy[held] : [];

    /// <summary>What one policy grants to those who hold it.</summary>
    public Fact<GrantsByPolicy?> By(IdentityPolicy policy) => Readable(policy, _account.Partition, _policies.GetValueOrDefault(policy.Arn))
        .Select(held => held is null
            ? null
            : GrantsByPolicy.Of(this, policy, held.Document, IdentityGrants.OfNobody(held.Document, _account, _now)));

    /// <summary>What a policy grants by itself, where it is not known who holds what.</summary>
    public static Fact<GrantsByPolicy?> Alone(IdentityPolicy policy, Account account, DateTimeOffset? now) =>
        Readable(policy, account.Partition, held: null)
        .Select(held => held is null
            ? null
            : GrantsByPolicy.Of(account: null, policy, held.Document, IdentityGrants.OfNobody(held.Document, account, now)));

    /// <summary>What one user or role may do; unknown where it is not there, or one of its policies was not read.</summary>
    public Fact<IdentityGrants> Of(string arn)
    {
        if (!_holders.TryGetValue(arn, out var holders))
        {
            return new Unknown($"There is no user or role {Quote.Of(arn)} in what was read.");
        }

        return holders.Policies.Append(holders.Boundary)
            .Select(policy => policy?.Unread)
            .FirstOrDefault(unread => unread is not null) is { } unread
            ? new Unknown($"Not all policies of {Quote.Of(arn)} could be read: it holds {unread}.")
            : Grants(holders);
    }

    /// <summary>What some users or roles may do.</summary>
    public IdentityGrants Grants(Holders holders) => new(holders, Statements);

    /// <summary>Who may call a route, by identity policies and the API's resource policy together.</summary>
    /// <param name="route">The route.</param>
    /// <param name="policy">The resource policy; <see langword="null"/> where the API has none.</param>
    /// <param name="domain">The policy of the private domain name that requests are sent to; <see langword="null"/> where there is
    /// none.</param>
    /// <param name="origins">From where its requests come.</param>
    public GrantedPrincipals MayCall(
        DeployedRoute route, PolicyDocument? policy, PolicyDocument? domain, ImmutableArray<NetworkOrigin> origins)
    {
        var target = route.Target;
        return _callers.GetOrAdd(
            (target.ApiArn, policy, domain),
            key => new(() => new OwnPrincipals(this, key.Policy, key.Domain, key.Api))).Value.Of(target, origins);
    }

    /// <summary>Who may take on a role.</summary>
    /// <param name="role">The role.</param>
    /// <param name="organizationOf">The organization of any account.</param>
    public Fact<ImmutableArray<RoleTaker>> MayTakeOn(Principal role, Func<string, Fact<OrganizationMembership>> organizationOf) =>
        _takers.GetOrAdd(role.Arn, _ => new(() => RoleTrust.Of(this, _account, organizationOf, _now, role))).Value;

    /// <summary>The policy of a user, role or one of its groups in which a statement stands.</summary>
    public IdentityPolicy? PolicyOf(Principal principal, PolicyDocument document) => _read.FirstOrDefault(policy =>
        ReferenceEquals(_policies[policy.Arn].Document, document) && policy.AttachedTo.Any(holder => holder == principal.Arn || principal.Groups.Contains(holder)));

    /// <summary>Who may change an API or any part of it.</summary>
    /// <param name="scope">Where it is.</param>
    /// <param name="api">The API.</param>
    public GrantedPrincipals MayChange(Scope scope, Api api) =>
        _changers.GetOrAdd(Arn.OfApi(scope, api), _ => new ApiChangers(this, scope, api)).Of();

    private long JudgedNow => _callers.Values.Where(callers => callers.IsValueCreated).Sum(callers => (long)callers.Value.Judged);

    private static bool IsPersonal(ImmutableArray<HeldPolicy> held, HeldPolicy? boundary, OrganizationLimits limits) =>
        boundary is { IsPersonal: true } || limits.ArePersonal || held.Any(policy => policy.IsPersonal);

    // Null where AWS wrote it and only its name is known.
    private static Fact<HeldPolicy?> Readable(IdentityPolicy policy, string partition, HeldPolicy? held)
    {
        if (policy.Document.Unknown is { } unknown)
        {
            return unknown;
        }

        held ??= Held(policy, partition, []);
        return held.Unread is null ? held
            : policy.Document.Value is { } text ? PolicyDocument.Read(text, $"Policy {Quote.Of(policy.Name)}")
                .Select(_ => (HeldPolicy?)null)
            : (HeldPolicy?)null;
    }

    // Null where the policy could not be read, or AWS wrote it and only its name is known.
    private static HeldPolicy Held(IdentityPolicy policy, string partition, Dictionary<string, HeldPolicy> byText)
    {
        var text = policy.Document.ValueOr(null)
            ?? (policy is { Kind: IdentityPolicyKind.AwsManaged, Document.IsKnown: true }
                ? KnownManagedPolicies.TextOf(policy.Name, partition)
                : null);
        return HeldPolicy.Of(text, $"policy {Quote.Of(policy.Name)}", byText);
    }
}
