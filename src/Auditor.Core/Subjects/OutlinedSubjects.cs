using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;

namespace Auditor.Core.Subjects;

/// <summary>
/// Makes things of an account in a Region into things of its outline: what a finding holds of its thing then keeps nothing else in memory.
/// </summary>
internal sealed class OutlinedSubjects
{
    private readonly Scope _scope;
    private readonly Dictionary<Api, Api> _apis;

    // Nearly all routes of an API are served by the same stages.
    private readonly ConcurrentDictionary<(ServedBy By, bool IsCanary, Basis Basis), DeployedRoute> _served = new();

    // Rules often find several things about one. What nobody holds any more goes.
    private readonly ConditionalWeakTable<Subject, Subject> _known = [];

    /// <param name="scope">The account in a Region.</param>
    /// <param name="outline">What stays of it, with the same APIs in the same order.</param>
    public OutlinedSubjects(Scope scope, Scope outline)
    {
        _scope = outline;
        _apis = new(ReferenceEqualityComparer.Instance);
        foreach (var (api, itsOutline) in scope.KnownApis.Zip(outline.KnownApis))
        {
            _apis[api] = itsOutline;
        }
    }

    /// <summary>The same thing, of the outline. What is of no Region stays in memory as it is.</summary>
    public Subject Of(Subject subject) => _known.GetValue(subject, Outlined);

    private Subject Outlined(Subject subject) => subject switch
    {
        ScopeSubject => new ScopeSubject(_scope) { Pointer = subject.Pointer },
        ApiSubject api => api with { Scope = _scope, Api = Of(api.Api) },
        StageSubject stage => stage with { Scope = _scope, Api = Of(stage.Api) },
        RouteSubject route => Of(route),
        AuthorizerSubject authorizer => authorizer with { Scope = _scope, Api = Of(authorizer.Api) },
        DomainSubject domain => domain with { Scope = _scope },
        UsagePlanSubject plan => plan with { Scope = _scope },
        ApiKeySubject key => key with { Scope = _scope },
        VpcLinkSubject link => link with { Scope = _scope },
        PortalSubject portal => portal with { Scope = _scope },
        FunctionSubject function => function with
        {
            Scope = _scope,
            Function = new() { Arn = function.Function.Arn, Qualifier = function.Function.Qualifier },
        },
        _ => subject,
    };

    private RouteSubject Of(RouteSubject route)
    {
        var api = Of(route.Api);
        return route with { Scope = _scope, Api = api, Deployed = [.. route.Deployed.Select(deployed => Of(api, deployed))] };
    }

    private Api Of(Api api) => _apis.TryGetValue(api, out var outline) ? outline : ScopeOutline.Of(api);

    // Which stages serve it, and nothing of how they do: the key is that of the subject.
    private DeployedRoute Of(Api api, DeployedRoute route) => _served.GetOrAdd(
        (new(_scope, api, route.Stage), route.IsCanary, route.Basis),
        served => new(_scope, api, route.Stage, new() { Key = "" }, served.Basis) { IsCanary = served.IsCanary });
}
