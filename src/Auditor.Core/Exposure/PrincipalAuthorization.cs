using System.Collections.Immutable;
using Auditor.Core.Identity;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Text;

namespace Auditor.Core.Exposure;

/// <summary>Judges one signed request to a route with AWS_IAM by resource policy, identity policies, groups and boundary together.</summary>
internal static class PrincipalAuthorization
{
    private const string Invoke = "execute-api:Invoke";

    /// <summary>What becomes of the request, and why.</summary>
    /// <param name="map">Knows the identity policies of the accounts.</param>
    /// <param name="route">The route, or the <c>$connect</c> that is asked in its place.</param>
    /// <param name="request">The request, which somebody signs.</param>
    /// <param name="policy">The API's resource policy; <see langword="null"/> where it has none.</param>
    public static (AccessDecision Decision, string Because) Judge(ExposureMap map, DeployedRoute route, AccessRequest request, PolicyDocument? policy)
    {
        var arn = request.PrincipalArn ?? "";
        var account = new CallerPrincipal(arn).AccountId;
        var isOwn = account == route.Scope.Account;
        var grants = map.GrantsOf(account);
        var isRoot = new CallerPrincipal(arn).IsRoot;
        var isFederatedUser = arn.Contains(":federated-user/", StringComparison.Ordinal);
        var principal = grants.IsKnown && !isRoot && !isFederatedUser ? grants.Value.Principal(arn) : null;
        if (grants.IsKnown && !isRoot && !isFederatedUser && principal is null)
        {
            return (AccessDecision.Denied, $"there is no user or role {Quote.Of(arn)} in account {account}, whose IAM was read");
        }

        var session = SessionArn.TryParse(arn, out var parsed) ? parsed : null;
        var holders = principal is null ? null : grants.Value.HoldersOf(principal);
        var limits = holders?.Limits ?? map.LimitsOf(account).For(arn);
        var caller = new Caller(new(principal?.Arn ?? arn, session is null ? null : arn), isOwn, holders is { HasBoundary: true }) { NarrowLevels = limits.NarrowLevels };
        var facts = principal is null ? Facts(arn, map.AccountOf(account), isRoot, map.Estate.CollectedAt) : grants.Value.FactsOf(principal, session?.Name);
        ImmutableArray<JudgedStatement> own = holders is not null ? [.. holders.Deciding(Invoke).SelectMany(Statements)]
            : isRoot ? [.. limits.Deciding(Invoke).SelectMany(Statements)]
            : [.. Statements((HeldPolicy.NotRead("identity policies"), PolicyLayer.Identity, 0)).Select(statement => statement with { Statement = statement.Statement with { Effect = PolicyEffect.Allow } }), .. limits.Deciding(Invoke).SelectMany(Statements)];
        var resource = policy is null ? [] : StatementReduction.OfResourcePolicy(policy, Invoke, route.Target.ApiArn).SelectMany(statement => StatementReduction.For(statement, caller.Principal, caller.HasBoundary)).ToImmutableArray();
        var answer = RequestJudge.Judge(new(caller, [.. own, .. resource], AskedResources.Only(Resource(route, request)), Of(map, Told(facts, request), route), [NetworkOrigin.AsTold]));
        return answer.Verdict switch
        {
            Verdict.Yes => (AccessDecision.Allowed, Allowed(answer, isRoot && isOwn, isRead: isRoot || holders is not null, Name)),
            Verdict.No => (AccessDecision.Denied, Denied(answer, limits, route, isOwn, resource, Name)),
            _ => Depends(answer, isOwn, isRead: isRoot || holders is not null, resource),
        };

        string Name(JudgedStatement statement) => statement.Layer switch
        {
            PolicyLayer.Resource => $"{statement.Statement.Name} of the resource policy",
            PolicyLayer.Boundary => $"{statement.Statement.Name} of the principal's permissions boundary",
            PolicyLayer.ServiceControl or PolicyLayer.ResourceControl => $"{statement.Statement.Name} of {limits.NameOf(statement.Document)}",
            _ when principal is not null && grants.Value.PolicyOf(principal, statement.Document) is { } held => $"{statement.Statement.Name} of {(held.Kind is IdentityPolicyKind.Inline ? "inline policy" : "policy")} {Quote.Of(held.Name)}{OfGroup(principal, held)}",
            _ => $"{statement.Statement.Name} of an identity policy of the principal",
        };
    }

    private static string OfGroup(Principal principal, IdentityPolicy held) =>
        principal.Groups.FirstOrDefault(held.AttachedTo.Contains) is { } group && !held.AttachedTo.Contains(principal.Arn) ? $" of group {Quote.Of(group)}" : " of the principal";

    private static IEnumerable<JudgedStatement> Statements((HeldPolicy Policy, PolicyLayer Layer, int Level) each) => StatementReduction.Concerning(each.Policy, each.Layer, each.Level, Invoke);

    private static RequestFacts Facts(string arn, Account account, bool isRoot, DateTimeOffset now) => isRoot
        ? PrincipalFacts.OfRoot(arn, account, now)
        : RequestFacts.Signed.At(now).With("aws:PrincipalAccount", KeyFact.Is(account.Id)).With("aws:PrincipalArn", KeyFact.Is(arn)).OfMember("aws:Principal", account.Organization);

    private static RequestFacts Of(ExposureMap map, RequestFacts facts, DeployedRoute route) =>
        facts.In(route.Scope.Region, route.Scope.Account).OfMember("aws:Resource", map.AccountOf(route.Scope.Account).Organization).Directly();

    private static string Resource(DeployedRoute route, AccessRequest request) => route.Api.Kind is ApiKind.WebSocket
        ? $"{route.Target.ApiArn}/{route.Stage.Name}/{route.Target.Path}"
        : $"{route.Target.ApiArn}/{route.Stage.Name}/{request.Verb}/{request.Path.TrimStart('/')}";

    // What the request does not tell of its network is open; what it does not send is not there.
    private static RequestFacts Told(RequestFacts facts, AccessRequest request)
    {
        facts = facts.With("aws:Referer", Header("Referer")).With("aws:UserAgent", Header("User-Agent"));
        return request.VpcEndpointId is { } endpoint
            ? facts.With("aws:SourceIp", KeyFact.Absent).With("aws:SourceVpce", KeyFact.Is(endpoint)).With("aws:SourceVpc", ToldOrOpen(request.VpcId)).With("aws:VpcSourceIp", ToldOrOpen(request.FromIp))
            : facts.With("aws:SourceIp", ToldOrOpen(request.FromIp)).With("aws:SourceVpce", KeyFact.Absent).With("aws:SourceVpc", KeyFact.Absent).With("aws:VpcSourceIp", KeyFact.Absent);

        KeyFact Header(string name) => request.Headers.GetValueOrDefault(name) is { } value ? KeyFact.Is(value) : KeyFact.Absent;
    }

    private static KeyFact ToldOrOpen(string? value) => value is null ? KeyFact.OpenButThere : KeyFact.Is(value);

    private static string Allowed(AuthorizationAnswer answer, bool isOwnRoot, bool isRead, Func<JudgedStatement, string> name) => answer.Allow switch
    {
        { Layer: PolicyLayer.Resource } allow when !isOwnRoot => $"{name(allow)} allows it, which is enough within the account{(isRead ? "" : ", unless a policy of the principal's own, which were not read, denies it")}",
        { Layer: PolicyLayer.Identity } allow => $"{name(allow)} allows it",
        _ => "the root user may do everything in its account that the resource policy does not deny",
    };

    private static string Denied(AuthorizationAnswer answer, OrganizationLimits limits, DeployedRoute route, bool isOwn, ImmutableArray<JudgedStatement> resource, Func<JudgedStatement, string> name)
    {
        if (answer.Deny is { } deny)
        {
            return $"{name(deny)} denies it explicitly";
        }

        if (answer.ClosedLevel > 0)
        {
            return $"no service control policy that is attached to {Quote.Of(limits.NarrowLevel(answer.ClosedLevel))} allows it, whatever other policies do";
        }

        if (answer.IsBeyondBoundary)
        {
            return "the permissions boundary of the principal does not allow it, whatever its policies do";
        }

        var isGranted = resource.Any(statement => statement.Allows);
        return isOwn ? isGranted ? "no policy allows it to this principal" : "no identity policy of the principal allows it"
            : isGranted ? "no identity policy of the principal allows it, which takes both in another account: the resource policy and an identity policy"
            : route.Api.IsRest ? "a principal of another account needs the resource policy to allow it"
            : "only a resource policy can let in a principal of another account, and APIs of this kind have none";
    }

    private static (AccessDecision Decision, string Because) Depends(AuthorizationAnswer answer, bool isOwn, bool isRead, ImmutableArray<JudgedStatement> resource)
    {
        if (!isRead)
        {
            return resource.Any(statement => !statement.Conditions.IsEmpty) && answer.DependsOn.Any(key => key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
                ? (AccessDecision.Unknown, $"the resource policy depends on {string.Join(", ", answer.DependsOn.Where(key => key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase)))}")
                : (AccessDecision.Conditional, isOwn ? $"an identity policy of the principal must allow {Invoke}" : $"an identity policy in the principal's own account must allow {Invoke} too");
        }

        if (answer.IsLeftToAccount)
        {
            return (AccessDecision.Conditional, "the resource policy allows it to the account as a whole, and no identity policy of the principal does: by IAM's documentation one must, by API Gateway's none has to");
        }

        var isByResource = resource.Any(statement => statement.Conditions.Any(condition => answer.DependsOn.Contains(condition.Key, StringComparer.OrdinalIgnoreCase)));
        return (isByResource ? AccessDecision.Unknown : AccessDecision.Conditional, $"an identity policy or the resource policy must allow {Invoke}: that depends on {string.Join(", ", answer.DependsOn)}");
    }
}
