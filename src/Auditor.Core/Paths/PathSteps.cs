using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Text;
using Auditor.Core.Throttling;

namespace Auditor.Core.Paths;

/// <summary>Makes the steps of a path out of what the walk says of the passage that leads furthest, and of what is configured.</summary>
internal sealed class PathSteps
{
    private const string SchemeEnd = "://";

    private readonly ExposureMap _map;
    private readonly DeployedRoute _route;
    private readonly Fact<RouteExposure> _exposure;
    private readonly Fact<RouteGuard> _guard;
    private readonly Passage? _passage;
    private readonly ILookup<WalkStepKind, WalkStep> _walk;

    public PathSteps(ExposureMap map, DeployedRoute route, Fact<RouteExposure> exposure)
    {
        (_map, _route, _exposure, _guard) = (map, route, exposure, map.KnownGuardOf(route));
        var passages = exposure.IsKnown ? exposure.Value.Passages : map.PassagesOf(route);
        _passage = exposure.IsKnown
            ? passages.FirstOrDefault()
            : passages.FirstOrDefault(passage => passage.Unknown is not null) ?? passages.FirstOrDefault();
        _walk = (exposure.IsKnown ? exposure.Value.Walk : _passage?.Steps ?? []).ToLookup(step => step.Kind);
    }

    public ImmutableArray<PathStep> All()
    {
        ImmutableArray<PathStep> steps =
        [
            Name(), Stage(), .. WebAcl(), Path(), .. DomainPolicy(), .. ResourcePolicy(), Authorizer(), .. ApiKey(), .. Throttling(),
            Integration(),
        ];
        var stop = steps.IndexOf(steps.FirstOrDefault(step => step.State is PathStepState.Stops) ?? steps[^1]);
        var decisive = Decisive(steps);
        return [.. steps.Select((step, index) => step with { IsDecisive = index == decisive, IsReached = index <= stop })];
    }

    // One step is marked, and only where it is certain.
    private int Decisive(ImmutableArray<PathStep> steps)
    {
        int At(params PathStepKind[] kinds) => steps.IndexOf(
            steps.FirstOrDefault(step => kinds.Contains(step.Kind) && step.State is PathStepState.Narrows)
            ?? steps.First(step => kinds.Contains(step.Kind) || step.Kind is PathStepKind.Authorizer));
        if (!_exposure.IsKnown)
        {
            return steps.IndexOf(steps.FirstOrDefault(step => step.State is PathStepState.Unknown) ?? steps[^1]);
        }

        var exposure = _exposure.Value;
        return (exposure.Audience, exposure.Credential) switch
        {
            (Audience.Nobody, _) => steps.FirstOrDefault(step => step.State is PathStepState.Stops) is { } stop ? steps.IndexOf(stop) : -1,
            (Audience.Internet, Credential.None or Credential.ApiKey) => At(PathStepKind.Authorizer),
            (Audience.Internet, Credential.SecretHeader) => At(PathStepKind.WebAcl),
            (Audience.Internet, Credential.ClientCertificate) => At(PathStepKind.Name),
            _ => exposure.Holding?.Kind switch
            {
                ControlKind.Network => At(PathStepKind.WebAcl, PathStepKind.Name),
                ControlKind.Resource => At(PathStepKind.ResourcePolicy, PathStepKind.DomainPolicy),
                _ => At(PathStepKind.Authorizer),
            },
        };
    }

    private PathStep Name()
    {
        var names = _map.NamesOf(_route);
        if ((_passage?.Endpoint ?? (_walk.Contains(WalkStepKind.Endpoint) ? null : names.FirstOrDefault())) is not { } endpoint)
        {
            var stop = _walk[WalkStepKind.Endpoint].FirstOrDefault();
            return stop is null
                ? new(PathStepKind.Name, "not known", "", PathStepState.Unknown)
                : new(PathStepKind.Name, "none", stop.LetsThrough, PathStepState.Stops);
        }

        var stopped = _walk[WalkStepKind.Endpoint].FirstOrDefault(step => step.Stops);
        var others = names.Length - 1;
        var more = others > 0 ? $"; and {others} more name{(others == 1 ? "" : "s")}" : "";
        var (who, state) = (endpoint.IsPrivate, endpoint.RequiresClientCertificate) switch
        {
            _ when stopped is not null => (stopped.LetsThrough, PathStepState.Stops),
            (true, true) => ("callers in a VPC with a client certificate", PathStepState.Narrows),
            (true, false) => ("callers in a VPC, through its endpoints", PathStepState.Narrows),
            (false, true) => ("callers with a client certificate", PathStepState.Narrows),
            _ => ("anyone on the internet", PathStepState.Passes),
        };
        return new(PathStepKind.Name, AddressOf(endpoint), $"{who}{more}", state) { Thing = endpoint.Url };
    }

    /// <summary>A name as the picture has it: host and path.</summary>
    public static string AddressOf(Endpoint endpoint)
    {
        var at = endpoint.Url.IndexOf(SchemeEnd, StringComparison.Ordinal);
        return at < 0 ? endpoint.Url : endpoint.Url[(at + SchemeEnd.Length)..];
    }

    private PathStep Stage() => new(
        PathStepKind.Stage,
        _route.IsCanary ? $"{_route.Stage.Name} (canary)" : _route.Stage.Name,
        $"serves {WalkText.Source(_route)}",
        PathStepState.Passes)
    { Thing = _route.Stage.Name };

    // AWS WAF protects stages of REST APIs only.
    private IEnumerable<PathStep> WebAcl()
    {
        if (!_route.Api.IsRest)
        {
            yield break;
        }

        if (_route.Stage.WebAclArn is not { } arn)
        {
            yield return new(PathStepKind.WebAcl, "none", "every request", PathStepState.Open);
            yield break;
        }

        var definition = _route.Scope.WebAcls.FirstOrDefault(acl => acl.Arn == arn)?.Definition ?? default;
        var step = _walk[WalkStepKind.WebAcl].FirstOrDefault();
        var state = step is { Stops: true } ? PathStepState.Stops
            : !definition.IsKnown ? PathStepState.Unknown
            : _passage is { FirewallNarrowing: not null } || step is { Asks: not Credential.None } ? PathStepState.Narrows
            : PathStepState.Passes;
        // "...:regional/webacl/NAME/ID" of AWS WAF, "...:webacl/ID" of AWS WAF Classic.
        var name = definition.IsKnown ? definition.Value.Name : arn.Split('/') is [_, _, var known, ..] ? known : arn.Split('/')[^1];
        yield return new(PathStepKind.WebAcl, name, Clause(Without(step?.LetsThrough ?? "", name)), state) { Thing = arn };
    }

    private PathStep Path()
    {
        var stop = _walk[WalkStepKind.Route].FirstOrDefault(step => step.Stops);
        return new(
            PathStepKind.Route,
            _route.Route.Key,
            stop?.LetsThrough ?? (_route.Route.Key switch
            {
                "$default" => "what no other route takes",
                "$connect" => "new connections",
                "$disconnect" => "connections that end",
                _ when _route.Route.Method is "ANY" => $"every verb of {_route.Route.Path} without a route of its own",
                _ when _route.Route.Method is { } verb => $"{verb} requests for {_route.Route.Path}",
                _ => "messages that name it",
            }),
            stop is null ? PathStepState.Passes : PathStepState.Stops)
        { Thing = _route.Route.Key };
    }

    private IEnumerable<PathStep> DomainPolicy() => _walk[WalkStepKind.DomainPolicy].Select(step => new PathStep(
        PathStepKind.DomainPolicy,
        "policy of the name",
        step.LetsThrough,
        _passage?.Endpoint.Domain?.Policy is null ? PathStepState.Unknown : StateOf(step, isNarrow: true))
    { Thing = _passage?.Endpoint.Domain?.Name ?? "" });

    private IEnumerable<PathStep> ResourcePolicy()
    {
        if (!_route.Api.IsRest)
        {
            return [];
        }

        var step = _walk[WalkStepKind.ResourcePolicy].FirstOrDefault();
        var control = _exposure is { IsKnown: true, Value: var exposure }
            ? exposure.Controls.FirstOrDefault(each => each.Kind is ControlKind.Resource)
            : null;
        var isThere = _route.Api.ResourcePolicy is not null;
        var state = step is not null ? StateOf(step, control is { Holds: true })
            : isThere ? PathStepState.Unknown
            : PathStepState.Open;
        var says = state switch
        {
            PathStepState.Narrows when control is not null && step is not null => $"{control.LetsThrough}: {step.LetsThrough}",
            PathStepState.Open when !isThere => "whoever gets this far",
            _ when step is null => isThere ? "not asked before" : "whoever gets this far",
            _ => step.LetsThrough,
        };
        // What stands behind a step that stops everything has no state of its own.
        var shown = step is null && _exposure.IsKnown && isThere ? PathStepState.Passes : state;
        return [new(PathStepKind.ResourcePolicy, isThere ? "policy of the API" : "none", says, shown)];
    }

    private PathStep Authorizer()
    {
        if (_guard.Unknown is { } unknown)
        {
            return new(PathStepKind.Authorizer, "not known", unknown.Because, PathStepState.Unknown);
        }

        var guard = _guard.Value;
        var asks = guard.Route ?? _route;
        var authorizer = asks.Route.AuthorizerId is { } id
            ? asks.Api.Authorizers.ValueOr([]).FirstOrDefault(each => each.Id == id)
            : null;
        var title = $"{AuthorizationType.Of(guard.Authorization)}{(authorizer is null ? "" : $" {Quote.Of(authorizer.Name)}")}";
        var stop = _walk[WalkStepKind.Authorization].FirstOrDefault(step => step.Stops);
        var (who, state) = guard.Authorization switch
        {
            _ when stop is not null => (stop.LetsThrough, PathStepState.Stops),
            AuthorizationKind.None when guard.Route is null =>
                ("anyone: there is no '$connect' route, which alone could ask", PathStepState.Open),
            AuthorizationKind.None => ("anyone: no credentials are asked for", PathStepState.Open),
            AuthorizationKind.AwsIam => ("AWS principals whom policies allow", PathStepState.Narrows),
            AuthorizationKind.Custom => ("whom its Lambda function lets pass", PathStepState.Narrows),
            _ => ("holders of a token that it accepts", PathStepState.Narrows),
        };
        return new(PathStepKind.Authorizer, title, who, state) { Thing = authorizer?.Id ?? AuthorizationType.Of(guard.Authorization) };
    }

    private IEnumerable<PathStep> ApiKey()
    {
        if (_guard is not { IsKnown: true, Value.AsksForKey: true })
        {
            return [];
        }

        var stop = _walk[WalkStepKind.ApiKey].FirstOrDefault(step => step.Stops);
        return [new(
            PathStepKind.ApiKey,
            "required",
            stop?.LetsThrough ?? "anyone with a key of a usage plan, which is no authorization",
            stop is null ? PathStepState.Narrows : PathStepState.Stops)];
    }

    private IEnumerable<PathStep> Throttling() => _walk[WalkStepKind.Throttling].Select(step => new PathStep(
        PathStepKind.Throttling,
        RouteLimit.Of(_route.Api, _route.Stage, _route.Route.Key).ToString(),
        step.LetsThrough,
        PathStepState.Stops));

    private PathStep Integration()
    {
        if (_route.Route.Integration.Unknown is { } unknown)
        {
            return new(PathStepKind.Integration, "not known", unknown.Because, PathStepState.Unknown);
        }

        var integration = _route.Route.Integration.Value;
        var role = integration?.CredentialsArn is { } arn ? $"called as {Quote.Of(arn)}" : "";
        var account = BackendAccount.Of(integration, _route.Scope.Account) is { } other && other != _route.Scope.Account
            ? $"in account {Quote.Of(other)}"
            : "";
        return new(
            PathStepKind.Integration,
            Backend.Of(_route.Route.Integration) ?? "not known",
            string.Join(", ", new[] { account, role }.Where(text => text.Length > 0)),
            PathStepState.Passes)
        { Thing = integration?.Uri ?? "" };
    }

    private PathStepState StateOf(WalkStep step, bool isNarrow) => step.Stops
        ? (_exposure.IsKnown ? PathStepState.Stops : PathStepState.Unknown)
        : isNarrow ? PathStepState.Narrows
        : PathStepState.Open;

    // What rules may stop besides is evidence, and too long to draw.
    private static string Clause(string text) => text.Split(';')[0];

    // The walk says whose step it is.
    private static string Without(string text, string name) =>
        text.StartsWith($"{Quote.Of(name)} ", StringComparison.Ordinal) ? text[(Quote.Of(name).Length + 1)..] : text;
}
