using System.Collections.Immutable;
using Auditor.Core.Identity;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Text;

namespace Auditor.Core.Exposure;

/// <summary>
/// Judges one signed request to a route with AWS_IAM by resource policy, identity policies, groups, boundary and the organization's
/// policies together.
/// </summary>
internal sealed class PrincipalAuthorization
{
    private const string Invoke = "execute-api:Invoke";

    private readonly ExposureMap _map;
    private readonly DeployedRoute _route;
    private readonly AccessRequest _request;
    private readonly string _arn;
    private readonly string _account;
    private readonly bool _isRoot;
    private readonly Fact<AccountGrants> _grants;
    private readonly Principal? _principal;
    private readonly Holders? _holders;
    private readonly OrganizationLimits _limits;
    private readonly RequestFacts _facts;
    private readonly PolicyDocument? _domain;
    private readonly string? _roleOfSession;

    /// <param name="map">Knows the identity policies of the accounts.</param>
    /// <param name="route">The route, or the <c>$connect</c> that is asked in its place.</param>
    /// <param name="endpoint">Where it is sent.</param>
    /// <param name="request">The request, which somebody signs.</param>
    public PrincipalAuthorization(ExposureMap map, DeployedRoute route, Endpoint endpoint, AccessRequest request)
    {
        (_map, _route, _request, _arn) = (map, route, request, request.PrincipalArn ?? "");
        _account = new CallerPrincipal(_arn).AccountId;
        _isRoot = new CallerPrincipal(_arn).IsRoot;
        _grants = map.GrantsOf(_account);
        _principal = IsNamedInIam ? _grants.Value.Principal(_arn) : null;
        _holders = _principal is null ? null : _grants.Value.HoldersOf(_principal);
        _domain = map.DomainPolicyOf(endpoint)?.Value.Policy?.Document;
        _roleOfSession = _principal is null && Session is { } session
            ? RoleOf(session, [_domain, map.ResourcePolicyOf(route.Api).ValueOr(null)?.Document])
            : null;
        _limits = _holders?.Limits ?? map.LimitsOf(_account).For(_arn);
        var facts = _principal is null ? Facts() : _grants.Value.FactsOf(_principal, Session?.Name);
        _facts = AdmittedText(facts, endpoint, request)
            .In(route.Scope.Region, route.Scope.Account)
            .OfMember("aws:Resource", map.AccountOf(route.Scope.Account).Organization)
            .Directly();
    }

    private bool IsNamedInIam => _grants.IsKnown && !_isRoot && !_arn.Contains(":federated-user/", StringComparison.Ordinal);

    private bool IsOwn => _account == _route.Scope.Account;

    private bool IsRead => _isRoot || _holders is not null;

    private SessionArn? Session => SessionArn.TryParse(_arn, out var session) ? session : null;

    /// <summary>What becomes of the request, and why.</summary>
    /// <param name="policy">The API's resource policy; <see langword="null"/> where it has none.</param>
    public (AccessDecision Decision, string Because) Judge(PolicyDocument? policy)
    {
        if (IsNamedInIam && _principal is null)
        {
            return (AccessDecision.Denied, $"there is no user or role {Quote.Of(_arn)} in account {_account}, whose IAM was read");
        }

        var caller = Caller;
        ImmutableArray<JudgedStatement> own = _holders is not null ? [.. _holders.Deciding(Invoke).SelectMany(Statements)]
            : _isRoot ? [.. _limits.Deciding(Invoke).SelectMany(Statements)]
            :
            [
                .. Statements((HeldPolicy.NotRead("identity policies"), PolicyLayer.Identity, 0))
                    .Select(statement => statement with { Statement = statement.Statement with { Effect = PolicyEffect.Allow } }),
                .. _limits.Deciding(Invoke).SelectMany(Statements),
            ];
        var resource = policy is null ? [] : ResourceStatements(policy, caller);
        var domain = DomainStatements(caller);
        var answer = Ask(caller, [.. own, .. resource, .. domain], hasDomainPolicy: _domain is not null);
        return answer.Verdict switch
        {
            Verdict.Yes => (AccessDecision.Allowed, Allowed(answer)),
            Verdict.No => (AccessDecision.Denied, Denied(answer, resource)),
            _ => Depends(answer, resource, domain),
        };
    }

    /// <summary>What the policy of the private domain name says of the request, as a clause.</summary>
    public (Verdict Verdict, string Explanation) DomainName() => Says(DomainStatements(Caller));

    /// <summary>What the resource policy says of the request by itself, as a clause.</summary>
    public string ResourcePolicy(PolicyDocument policy) =>
        Says([.. ResourceStatements(policy, Caller).Select(statement => statement with { Layer = PolicyLayer.DomainName })]).Explanation;

    /// <summary>What the policies of the caller's organization say of the request, as a clause.</summary>
    public string Organization()
    {
        if (_map.AccountOf(_account).Organization is not { IsKnown: true, Value: { } member })
        {
            return $"its policies for account {_account} were not read (scan with --organization); they can only take back";
        }

        if (member.IsManagementAccount)
        {
            return $"{_account} is the management account of {member.OrganizationId}, which no service control policy limits";
        }

        if (!member.UsesServiceControlPolicies)
        {
            return $"{member.OrganizationId} uses no service control policies";
        }

        if (OrganizationLimits.IsServiceLinkedRole(_arn))
        {
            return "service control policies do not limit service-linked roles";
        }

        var answer = Ask(Unlimited with { NarrowLevels = _limits.NarrowLevels }, [.. _limits.Deciding(Invoke).SelectMany(Statements)]);
        return answer switch
        {
            { Verdict: Verdict.Yes } =>
                $"the service control policies of {string.Join(", ", member.Levels.Select(level => Quote.Of(level.Id)))} allow it",
            { Verdict: Verdict.Depends } => $"the service control policies depend on {string.Join(", ", answer.DependsOn)}",
            { Deny: { } deny } => $"{Name(deny)} denies it",
            _ => NotAllowed(answer),
        };
    }

    // Of a policy that has to allow by itself.
    private (Verdict Verdict, string Explanation) Says(ImmutableArray<JudgedStatement> statements)
    {
        var answer = Ask(Unlimited, statements, hasDomainPolicy: true);
        return answer switch
        {
            { Verdict: Verdict.Yes } =>
                (answer.Verdict, $"{statements.First(statement => statement.Allows && Ask(Unlimited, [statement], hasDomainPolicy: true).Verdict is Verdict.Yes).Statement.Name} allows it"),
            { Verdict: Verdict.Depends } => (answer.Verdict, $"depends on {string.Join(", ", answer.DependsOn)}"),
            { Deny: { } deny } => (answer.Verdict, $"{deny.Statement.Name} denies it"),
            _ => (answer.Verdict, "no statement says anything about it"),
        };
    }

    private Caller Caller =>
        new(
            new(_principal?.Arn ?? _roleOfSession ?? _arn, Session is null ? null : _arn) { UniqueId = _principal?.UniqueId },
            IsOwn,
            _holders is { HasBoundary: true })
        { NarrowLevels = _limits.NarrowLevels };

    // Whoever may do everything else: what is left is what the policies that are asked say.
    private Caller Unlimited => new(new($"arn:{_route.Scope.Partition}:iam::{_account}:root"), IsOwnAccount: true, HasBoundary: false);

    private AuthorizationAnswer Ask(Caller caller, ImmutableArray<JudgedStatement> statements, bool hasDomainPolicy = false) =>
        RequestJudge.Judge(new(
            caller,
            statements,
            AskedResources.Only(Resource(_route, _request)),
            _facts,
            [NetworkOrigin.AsTold])
        { HasDomainPolicy = hasDomainPolicy });

    private ImmutableArray<JudgedStatement> ResourceStatements(PolicyDocument policy, Caller caller) =>
        [.. StatementReduction.OfResourcePolicy(policy, Invoke, _route.Target.ApiArn).SelectMany(statement => StatementReduction.For(statement, caller.Principal, caller.HasBoundary))];

    private ImmutableArray<JudgedStatement> DomainStatements(Caller caller) =>
        _domain is null
            ? []
            : [.. StatementReduction.OfDomainPolicy(_domain, Invoke).SelectMany(statement => StatementReduction.For(statement, caller.Principal, caller.HasBoundary))];

    private string Name(JudgedStatement statement) => statement.Layer switch
    {
        PolicyLayer.Resource => $"{statement.Statement.Name} of the resource policy",
        PolicyLayer.DomainName => $"{statement.Statement.Name} of the domain name's policy",
        PolicyLayer.Boundary => $"{statement.Statement.Name} of the principal's permissions boundary",
        PolicyLayer.ServiceControl or PolicyLayer.ResourceControl => $"{statement.Statement.Name} of {_limits.NameOf(statement.Document)}",
        _ when _principal is not null && _grants.Value.PolicyOf(_principal, statement.Document) is { } held =>
            $"{statement.Statement.Name} of {(held.Kind is IdentityPolicyKind.Inline ? "inline policy" : "policy")} "
                + $"{Quote.Of(held.Name)}{OfGroup(_principal, held)}",
        _ => $"{statement.Statement.Name} of an identity policy of the principal",
    };

    private string NotAllowed(AuthorizationAnswer answer) =>
        $"no service control policy that is attached to {Quote.Of(_limits.NarrowLevel(answer.ClosedLevel))} allows it, whatever other "
            + $"policies do";

    private static string OfGroup(Principal principal, IdentityPolicy held) =>
        principal.Groups.FirstOrDefault(held.AttachedTo.Contains) is { } group && !held.AttachedTo.Contains(principal.Arn)
            ? $" of group {Quote.Of(group)}"
            : " of the principal";

    private static IEnumerable<JudgedStatement> Statements((HeldPolicy Policy, PolicyLayer Layer, int Level) each) =>
        StatementReduction.Concerning(each.Policy, each.Layer, each.Level, Invoke);

    // A session's ARN does not tell the path of its role: where the role was not read, a policy may name it.
    private string RoleOf(SessionArn session, ImmutableArray<PolicyDocument?> policies) => policies
        .OfType<PolicyDocument>()
        .SelectMany(policy => policy.Statements)
        .SelectMany(statement => statement.Principals)
        .Select(principal => principal.Value.Text)
        .FirstOrDefault(role => PrincipalElement.IsSessionOf(_arn, role))
            ?? $"arn:{_route.Scope.Partition}:iam::{session.Account}:role/{session.Role}";

    private RequestFacts Facts()
    {
        var account = _map.AccountOf(_account);
        return _isRoot
            ? PrincipalFacts.OfRoot(_arn, account, _map.Estate.CollectedAt)
            : RequestFacts.Signed.At(_map.Estate.CollectedAt)
                .With("aws:PrincipalAccount", KeyFact.Is(_account))
                .With("aws:PrincipalArn", Session is null ? KeyFact.Is(_arn) : KeyFact.OpenButThere)
                .OfMember("aws:Principal", account.Organization);
    }

    private static string Resource(DeployedRoute route, AccessRequest request) => route.Api.Kind is ApiKind.WebSocket
        ? $"{route.Target.ApiArn}/{route.Stage.Name}/{route.Target.Path}"
        : $"{route.Target.ApiArn}/{route.Stage.Name}/{request.Verb}/{request.Path.TrimStart('/')}";

    // What the request does not tell of its network is open; what it does not send is not there.
    private static RequestFacts AdmittedText(RequestFacts facts, Endpoint endpoint, AccessRequest request)
    {
        facts = facts.With("aws:Referer", Header("Referer")).With("aws:UserAgent", Header("User-Agent"));
        return request.VpcEndpointId is { } through
            ? facts.With("aws:SourceIp", KeyFact.Absent)
                .With("aws:SourceVpce", KeyFact.Is(through))
                .With("aws:SourceVpc", ToldOrOpen(request.VpcId))
                .With("aws:VpcSourceIp", ToldOrOpen(request.FromIp))
            : facts.With(
                "aws:SourceIp",
                request.FromIp is null ? KeyFact.OpenButThere with { Among = endpoint.Network.Addresses.Intersect(AddressSet.PublicInternet) } : KeyFact.Is(request.FromIp))
                .With("aws:SourceVpce", KeyFact.Absent)
                .With("aws:SourceVpc", KeyFact.Absent)
                .With("aws:VpcSourceIp", KeyFact.Absent);

        KeyFact Header(string name) => request.Headers.GetValueOrDefault(name) is { } value ? KeyFact.Is(value) : KeyFact.Absent;
    }

    private static KeyFact ToldOrOpen(string? value) => value is null ? KeyFact.OpenButThere : KeyFact.Is(value);

    private string Allowed(AuthorizationAnswer answer) => answer.Allow switch
    {
        { Layer: PolicyLayer.Resource } allow when !(_isRoot && IsOwn) =>
            $"{Name(allow)} allows it, which is enough within the "
                + $"account{(IsRead ? "" : ", unless a policy of the principal's own, which were not read, denies it")}",
        { Layer: PolicyLayer.Identity } allow => $"{Name(allow)} allows it",
        _ => "the root user may do everything in its account that the resource policy does not deny",
    };

    private string Denied(AuthorizationAnswer answer, ImmutableArray<JudgedStatement> resource)
    {
        if (answer.Deny is { } deny)
        {
            return $"{Name(deny)} denies it explicitly";
        }

        if (answer.ClosedLevel > 0)
        {
            return NotAllowed(answer);
        }

        if (answer.IsBeyondBoundary)
        {
            return "the permissions boundary of the principal does not allow it, whatever its policies do";
        }

        if (answer.IsOutsideDomainName)
        {
            return "the domain name's policy does not allow it where other policies do";
        }

        var isGranted = resource.Any(statement => statement.Allows);
        return IsOwn ? isGranted ? "no policy allows it to this principal" : "no identity policy of the principal allows it"
            : isGranted ? "no identity policy of the principal allows it, which takes both in another account: the resource policy and "
                + "an identity policy"
            : _route.Api.IsRest ? "a principal of another account needs the resource policy to allow it"
            : "only a resource policy can let in a principal of another account, and APIs of this kind have none";
    }

    private (AccessDecision Decision, string Because) Depends(
        AuthorizationAnswer answer, ImmutableArray<JudgedStatement> resource, ImmutableArray<JudgedStatement> domain)
    {
        if (!IsRead)
        {
            return resource.Concat(domain).Any(statement => !statement.Conditions.IsEmpty)
                && answer.DependsOn.Any(key => key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
                ? (AccessDecision.Unknown, $"the resource policy depends on "
                    + $"{string.Join(", ", answer.DependsOn.Where(key => key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase)))}")
                : (AccessDecision.Conditional, IsOwn
                    ? $"an identity policy of the principal must allow {Invoke}"
                    : $"an identity policy in the principal's own account must allow {Invoke} too");
        }

        if (answer.IsLeftToAccount)
        {
            return (AccessDecision.Conditional, "the resource policy allows it to the account as a whole, and no identity policy of the "
                + "principal does: by IAM's documentation one must, by API Gateway's none has to");
        }

        if (domain.Any(statement => statement.Conditions.Any(condition => answer.DependsOn.Contains(
            condition.Key, StringComparer.OrdinalIgnoreCase))))
        {
            return (AccessDecision.Unknown, $"the policies of the domain name and the API, and those of the principal, depend on "
                + $"{string.Join(", ", answer.DependsOn)}");
        }

        var isByResource = resource.Any(statement => statement.Conditions.Any(condition => answer.DependsOn.Contains(
            condition.Key, StringComparer.OrdinalIgnoreCase)));
        return (isByResource
            ? AccessDecision.Unknown
            : AccessDecision.Conditional, $"an identity policy or the resource policy must allow {Invoke}: that depends on "
                + $"{string.Join(", ", answer.DependsOn)}");
    }
}
