using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;

namespace Auditor.Core.Subjects;

/// <summary>Lists everything in an inventory that rules look at, and where something is missing from that list.</summary>
internal sealed class SubjectWalk
{
    private static readonly ImmutableArray<ApiKind> EveryKind = [ApiKind.Rest, ApiKind.Http, ApiKind.WebSocket];
    private static readonly ImmutableArray<ApiKind> V2Kinds = [ApiKind.Http, ApiKind.WebSocket];
    private readonly List<Subject> _subjects = [];
    private readonly List<MissingSubjects> _missing = [];

    private readonly ExposureMap _exposure;

    private SubjectWalk(ExposureMap exposure) => _exposure = exposure;

    public IReadOnlyList<Subject> Subjects => _subjects;

    public IReadOnlyList<MissingSubjects> Missing => _missing;

    /// <summary>What there is of an account.</summary>
    /// <param name="account">The account.</param>
    /// <param name="index">Which of the inventory's it is.</param>
    /// <param name="exposure">What is known of routes.</param>
    public static SubjectWalk Over(Account account, int index, ExposureMap exposure)
    {
        var walk = new SubjectWalk(exposure);
        walk.Visit(account, $"/accounts/{index}");
        return walk;
    }

    /// <summary>What there is of an account in a Region.</summary>
    /// <param name="scope">The account in a Region.</param>
    /// <param name="index">Which of the inventory's it is.</param>
    /// <param name="exposure">What is known of routes.</param>
    public static SubjectWalk Over(Scope scope, int index, ExposureMap exposure)
    {
        var walk = new SubjectWalk(exposure);
        walk.Visit(scope, $"/scopes/{index}");
        return walk;
    }

    private void Visit(Account account, string pointer)
    {
        var subject = new AccountSubject(account) { Pointer = pointer };
        _subjects.Add(subject);
        Each(account.IdentityPolicies, subject, typeof(IdentityPolicySubject), EveryKind, (policy, index) =>
            _subjects.Add(new IdentityPolicySubject(account, policy) { Pointer = $"{pointer}/identityPolicies/{index}" }));
    }

    private void Visit(Scope scope, string pointer)
    {
        // What somebody closed on purpose is named once and asked nothing about.
        if (scope.ClosedBy is not null)
        {
            return;
        }

        var subject = new ScopeSubject(scope) { Pointer = pointer };
        _subjects.Add(subject);
        // Functions are read because an API leads to them: where APIs are missing, functions may be.
        ImmutableArray<Type> ofApis =
        [
            typeof(ApiSubject),
            typeof(StageSubject),
            typeof(RouteSubject),
            typeof(AuthorizerSubject),
            typeof(FunctionSubject),
        ];
        Each(scope.RestApis, subject, ofApis, [ApiKind.Rest], (api, index) => Visit(scope, api, $"{pointer}/restApis/{index}"));
        Each(
            scope.HttpAndWebSocketApis,
            subject,
            ofApis,
            V2Kinds,
            (api, index) => Visit(scope, api, $"{pointer}/httpAndWebSocketApis/{index}"));
        if (scope.MoreRestApis is { } moreRest)
        {
            _missing.Add(new(subject, ofApis, moreRest, [ApiKind.Rest]));
        }

        if (scope.MoreHttpAndWebSocketApis is { } moreV2)
        {
            _missing.Add(new(subject, ofApis, moreV2, V2Kinds));
        }

        Each(scope.Domains, subject, typeof(DomainSubject), EveryKind, (domain, index) =>
            _subjects.Add(new DomainSubject(scope, domain) { Pointer = $"{pointer}/domains/{index}" }));
        Each(scope.UsagePlans, subject, typeof(UsagePlanSubject), EveryKind, (plan, index) =>
            _subjects.Add(new UsagePlanSubject(scope, plan) { Pointer = $"{pointer}/usagePlans/{index}" }));
        Each(scope.ApiKeys, subject, typeof(ApiKeySubject), EveryKind, (key, index) =>
            _subjects.Add(new ApiKeySubject(scope, key) { Pointer = $"{pointer}/apiKeys/{index}" }));
        Each(scope.VpcLinks, subject, typeof(VpcLinkSubject), EveryKind, (link, index) =>
            _subjects.Add(new VpcLinkSubject(scope, link) { Pointer = $"{pointer}/vpcLinks/{index}" }));
        Each(scope.Portals, subject, typeof(PortalSubject), EveryKind, (portal, index) =>
            _subjects.Add(new PortalSubject(scope, portal) { Pointer = $"{pointer}/portals/{index}" }));

        foreach (var (index, function) in scope.Functions.Index())
        {
            _subjects.Add(new FunctionSubject(scope, function) { Pointer = $"{pointer}/functions/{index}" });
        }
    }

    private void Visit(Scope scope, Api api, string pointer)
    {
        var subject = new ApiSubject(scope, api) { Pointer = pointer };
        _subjects.Add(subject);
        Each(api.Stages, subject, [typeof(StageSubject), typeof(RouteSubject), typeof(AuthorizerSubject)], [api.Kind], (stage, index) =>
            _subjects.Add(new StageSubject(scope, api, stage) { Pointer = $"{pointer}/stages/{index}" }));

        // Nothing but its stages is read of an API that has none: nobody can call it.
        if (api.Stages.ValueOr([]) is [])
        {
            return;
        }

        VisitAuthorizers(subject);
        VisitRoutes(subject);
    }

    // A stage may serve an authorizer as it was when it was deployed.
    private void VisitAuthorizers(ApiSubject subject)
    {
        var (scope, api) = (subject.Scope, subject.Api);
        var served = api.Stages.Value
            .SelectMany(stage => (_exposure.ServedApiOf(scope, api, stage).ValueOr(null) ?? api).Authorizers.ValueOr([])
                .Select(authorizer => (Stage: stage, Authorizer: authorizer)))
            .GroupBy(one => one.Authorizer, one => one.Stage)
            .ToLookup(group => group.Key.Id, StringComparer.Ordinal);
        var configured = new HashSet<string>(StringComparer.Ordinal);
        Each(api.Authorizers, subject, typeof(AuthorizerSubject), [api.Kind], (authorizer, index) =>
        {
            configured.Add(authorizer.Id);
            Add(authorizer.Id, authorizer, $"{subject.Pointer}/authorizers/{index}");
        });
        foreach (var (index, deployment) in api.Deployments.Index())
        {
            foreach (var (at, authorizer) in (deployment.Definition.IsKnown ? deployment.Definition.Value.Authorizers : []).Index())
            {
                if (configured.Add(authorizer.Id))
                {
                    Add(authorizer.Id, authorizer, $"{subject.Pointer}/deployments/{index}/definition/authorizers/{at}");
                }
            }
        }

        void Add(string id, Authorizer authorizer, string pointer) => _subjects.AddRange(served[id].Any()
            ? served[id].Select(group => new AuthorizerSubject(scope, api, group.Key) { Pointer = pointer, Stages = [.. group] })
            : [new AuthorizerSubject(scope, api, authorizer) { Pointer = pointer, Stages = [] }]);
    }

    private void VisitRoutes(ApiSubject subject)
    {
        var (scope, api) = (subject.Scope, subject.Api);
        var deployed = new List<DeployedRoute>();
        foreach (var stage in api.Stages.Value)
        {
            var routes = _exposure.RoutesOf(scope, api, stage);
            Each(routes, subject, typeof(RouteSubject), [api.Kind], (route, _) => deployed.Add(route));
        }

        var pointers = RoutePointers(api, subject.Pointer);
        foreach (var sameKey in deployed.GroupBy(route => route.Route.Key, StringComparer.Ordinal))
        {
            _subjects.Add(new RouteSubject(
                scope, api, sameKey.Key, [.. sameKey])
            { Pointer = pointers.GetValueOrDefault(sameKey.Key, subject.Pointer) });
        }
    }

    // A route that only a deployment still has stands at its line in the deployment.
    private static Dictionary<string, string> RoutePointers(Api api, string pointer)
    {
        var pointers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (index, route) in api.Routes.ValueOr([]).Index())
        {
            pointers.TryAdd(route.Key, $"{pointer}/routes/{index}");
        }

        foreach (var (index, deployment) in api.Deployments.Index())
        {
            foreach (var (at, method) in deployment.Methods.ValueOr([]).Index())
            {
                if (!pointers.ContainsKey(method.Key))
                {
                    pointers.Add(method.Key, $"{pointer}/deployments/{index}/methods/{at}");
                }
            }
        }

        return pointers;
    }

    private void Each<T>(
        Fact<ImmutableArray<T>> things, Subject parent, Type missing, ImmutableArray<ApiKind> kinds, Action<T, int> visit) =>
        Each(things, parent, [missing], kinds, visit);

    private void Each<T>(
        Fact<ImmutableArray<T>> things, Subject parent, ImmutableArray<Type> missing, ImmutableArray<ApiKind> kinds, Action<T, int> visit)
    {
        if (things.Unknown is { } reason)
        {
            // Two stages whose routes are unknown for one reason are one thing; REST APIs and the others are two, whatever the reason: not
            // every rule is about both.
            if (!_missing.Exists(known => ReferenceEquals(known.Parent, parent)
                && known.Reason == reason
                && known.Types.SequenceEqual(missing)
                && known.Kinds.SequenceEqual(kinds)))
            {
                _missing.Add(new(parent, missing, reason, kinds));
            }

            return;
        }

        foreach (var (index, thing) in things.Value.Index())
        {
            visit(thing, index);
        }
    }
}
