using System.Collections.Concurrent;
using System.Collections.Immutable;
using Auditor.Core.Identity;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;

namespace Auditor.Core.Exposure;

/// <summary>
/// Which users and roles of the own account can call the routes of one API: each request is judged by all policies together.
/// </summary>
/// <remarks>
/// Users and roles of whom all policies, the API's own included, say the same are one class, and each class is judged once for each route:
/// what an account of thousands of roles costs is what its policies differ in.
/// </remarks>
internal sealed class OwnPrincipals
{
    private const string Invoke = "execute-api:Invoke";

    private readonly string _account;
    private readonly bool _hasDomainPolicy;
    private readonly ImmutableArray<string> _arns;
    private readonly ImmutableArray<string?> _roles;
    private readonly int[] _classOf;
    private readonly List<CallerGroup> _classes = [];
    private readonly ConcurrentDictionary<string, GrantedPrincipals> _found = new(StringComparer.Ordinal);
    private int _judged;

    /// <param name="grants">The account's identity policies.</param>
    /// <param name="policy">The API's resource policy; <see langword="null"/> where it has none.</param>
    /// <param name="domain">The policy of the private domain name that leads there; <see langword="null"/> where there is none.</param>
    /// <param name="apiArn">ARN of the API without stage.</param>
    public OwnPrincipals(AccountGrants grants, PolicyDocument? policy, PolicyDocument? domain, string apiArn)
    {
        _account = apiArn.Split(':')[4];
        _hasDomainPolicy = domain is not null;
        ImmutableArray<JudgedStatement> resource =
        [
            .. policy is null ? [] : StatementReduction.OfResourcePolicy(policy, Invoke, apiArn),
            .. domain is null ? [] : StatementReduction.OfDomainPolicy(domain, Invoke),
        ];
        ImmutableArray<PolicyStatement> asked = [.. new[] { policy, domain }.OfType<PolicyDocument>().SelectMany(document => document.Statements)];
        var named = Named(asked);
        var isPersonal = asked.Any(IsPersonal);
        var sessions = Sessions(asked).ToLookup(session => session.Role, StringComparer.Ordinal);
        var hasSessions = sessions.Count > 0;
        var found = new List<(string Arn, string? Role, int Class)>();
        var byKey = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var alike in grants.Alike(Invoke))
        {
            var holders = alike.First;
            var own = alike.Statements.RemoveAll(each => !each.Statement.MayConcern($"{apiArn}/"));
            var key = $"{holders.IsRole} {holders.HasBoundary} {holders.Limits.NarrowLevels}";
            var others = -1;
            foreach (var principal in alike.Principals)
            {
                var isOneOfMany = !isPersonal && !IsNamed(principal) && !alike.IsOne;
                if (!isOneOfMany || others < 0)
                {
                    var at = ClassOf(principal, session: null);
                    others = isOneOfMany ? at : others;
                    found.Add((principal.Arn, null, at));
                }
                else
                {
                    found.Add((principal.Arn, null, others));
                }

                foreach (var session in hasSessions && principal.Type is PrincipalType.Role
                    ? sessions[principal.Arn[(principal.Arn.LastIndexOf('/') + 1)..]]
                    : [])
                {
                    found.Add((session.Arn, principal.Arn, ClassOf(principal, session.Arn)));
                }
            }

            bool IsNamed(Principal principal) => named.Contains(principal.Arn) || (principal.UniqueId is { } id && named.Contains(id));

            int ClassOf(Principal principal, string? session)
            {
                var caller = new CallerPrincipal(principal.Arn, session) { UniqueId = principal.UniqueId };
                var name = session is not null && SessionArn.TryParse(session, out var parsed) ? parsed.Name : null;
                var facts = isPersonal || IsNamed(principal) || session is not null || alike.IsOne
                    ? grants.FactsOf(principal, name)
                    : holders.Facts;
                ImmutableArray<(string Key, JudgedStatement Statement)> deciding =
                [
                    .. own.Select(each => (Key: $"{each.Number}", each.Statement)),
                    .. resource.SelectMany(statement => StatementReduction.For(statement, caller, holders.HasBoundary))
                        .Select(statement => (Key: $"{statement.Layer}{statement.Statement.Index}", statement)),
                ];

                // What is known of the principal is taken out first: those of whom the same is left are alike.
                ImmutableArray<(string Key, JudgedStatement Statement)> left = [.. from each in deciding let rest = StatementReduction.With(each.Statement, facts) where rest is not null select (each.Key, rest)];
                var isAlone = left.SelectMany(each => each.Statement.OpenKeys).Any(PrincipalFacts.IsPersonal);
                var whole = $"{key} | {string.Join(' ', left.Select(Saying))} | {(isAlone ? session ?? principal.Arn : "")}";
                if (!byKey.TryGetValue(whole, out var at))
                {
                    at = _classes.Count;
                    byKey.Add(whole, at);
                    _classes.Add(new(holders.Caller(caller), [.. left.Select(each => each.Statement)], facts));
                }

                return at;
            }
        }

        found.Sort((one, other) => string.CompareOrdinal(one.Arn, other.Arn));
        _arns = [.. found.Select(each => each.Arn)];
        _roles = [.. found.Select(each => each.Role)];
        _classOf = [.. found.Select(each => each.Class)];
    }

    /// <summary>
    /// How many classes of users and roles were judged, over all routes; grows with the differences between their policies, not with their
    /// number.
    /// </summary>
    public int Judged => _judged;

    /// <summary>Who can call a route.</summary>
    /// <param name="route">The route.</param>
    /// <param name="origins">From where its requests come.</param>
    public GrantedPrincipals Of(RouteTarget route, ImmutableArray<NetworkOrigin> origins)
    {
        var resources = AskedResources.Of(route);
        var verdicts = new char[_classes.Count];
        for (var at = 0; at < verdicts.Length; at++)
        {
            var one = _classes[at];
            verdicts[at] = RequestJudge.Judge(new(
                one.Caller,
                one.Statements,
                resources,
                one.Facts.In(route.Region, _account).Directly(),
                origins)
            { HasDomainPolicy = _hasDomainPolicy }).Verdict switch
            {
                Verdict.Yes => 'y',
                Verdict.Depends => 'd',
                _ => 'n',
            };
        }

        Interlocked.Add(ref _judged, verdicts.Length);
        return _found.GetOrAdd(new string(verdicts), Principals);
    }

    private GrantedPrincipals Principals(string verdicts)
    {
        var byArn = new Dictionary<string, char>(StringComparer.Ordinal);
        for (var at = 0; at < _arns.Length; at++)
        {
            if (_roles[at] is null && verdicts[_classOf[at]] != 'n')
            {
                byArn[_arns[at]] = verdicts[_classOf[at]];
            }
        }

        var (certain, possible) = (ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>());
        for (var at = 0; at < _arns.Length; at++)
        {
            // A session says something where it may more than its role.
            var verdict = verdicts[_classOf[at]];
            var isCovered = _roles[at] is { } role && byArn.TryGetValue(role, out var ofRole) && (ofRole == 'y' || ofRole == verdict);
            if (verdict != 'n' && !isCovered)
            {
                (verdict == 'y' ? certain : possible).Add(_arns[at]);
            }
        }

        return new(certain.ToImmutable(), possible.ToImmutable());
    }

    private static string Saying((string Key, JudgedStatement Statement) each) =>
        $"{each.Key} {(int)each.Statement.Concerns}{(int)each.Statement.Grantee}{string.Join(',', each.Statement.Conditions)}{string.Join(',', each.Statement.OpenResources)}{string.Join(',', each.Statement.Resources.Select(resource => resource.Written))}";

    private static HashSet<string> Named(ImmutableArray<PolicyStatement> statements) => statements
        .SelectMany(statement => statement.Principals)
        .Select(principal => principal.Value.Text)
        .Where(text => text.Contains(":user/", StringComparison.Ordinal)
            || text.Contains(":role/", StringComparison.Ordinal)
            || text.StartsWith("AROA", StringComparison.Ordinal)
            || text.StartsWith("AIDA", StringComparison.Ordinal))
        .ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<(string Role, string Arn)> Sessions(ImmutableArray<PolicyStatement> statements) => statements
        .SelectMany(statement => statement.Principals)
        .Select(principal => principal.Value.Text)
        .Distinct(StringComparer.Ordinal)
        .Select(arn => SessionArn.TryParse(arn, out var session) ? (session.Role, Arn: arn) : default)
        .Where(each => each.Arn is not null);

    private static bool IsPersonal(PolicyStatement statement) =>
        statement.Conditions.Any(condition => PrincipalFacts.IsPersonal(condition.ToString()))
        || statement.Resources.Any(resource => PrincipalFacts.IsPersonal(resource.Text))
        || statement.Principals.Any(principal => principal.Kind is PrincipalKind.Aws
            && !principal.IsEveryAwsPrincipal
            && principal.Value.Text.AsSpan().ContainsAny('*', '?'));

    private sealed record CallerGroup(Caller Caller, ImmutableArray<JudgedStatement> Statements, RequestFacts Facts);
}
