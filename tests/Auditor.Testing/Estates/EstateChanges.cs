using System.Collections.Immutable;
using Auditor.Core.Inventory;

namespace Auditor.Testing.Estates;

/// <summary>Changes one thing in an estate, most often the only one of its kind.</summary>
public static class EstateChanges
{
    /// <summary>Changes every account.</summary>
    public static Estate WithAccount(this Estate estate, Func<Account, Account> change) =>
        estate with { Accounts = [.. estate.Accounts.Select(change)] };

    /// <summary>Changes every scope.</summary>
    public static Estate WithScope(this Estate estate, Func<Scope, Scope> change) =>
        estate with { Scopes = [.. estate.Scopes.Select(change)] };

    /// <summary>Changes every API that was read.</summary>
    public static Estate WithApi(this Estate estate, Func<Api, Api> change) => estate.WithScope(scope => scope with
    {
        RestApis = Each(scope.RestApis, change),
        HttpAndWebSocketApis = Each(scope.HttpAndWebSocketApis, change),
    });

    /// <summary>Adds an API to every scope.</summary>
    public static Estate AddApi(this Estate estate, Api api) => estate.WithScope(scope => api.IsRest
        ? scope with { RestApis = scope.RestApis.Value.Add(api) }
        : scope with { HttpAndWebSocketApis = scope.HttpAndWebSocketApis.Value.Add(api) });

    /// <summary>Changes every stage.</summary>
    public static Estate WithStage(this Estate estate, Func<Stage, Stage> change) =>
        estate.WithApi(api => api with { Stages = Each(api.Stages, change) });

    /// <summary>Adds a stage to every API.</summary>
    public static Estate AddStage(this Estate estate, Stage stage) =>
        estate.WithApi(api => api with { Stages = api.Stages.Value.Add(stage) });

    /// <summary>Changes every route, and deploys: what callers meet changes too.</summary>
    public static Estate WithRoute(this Estate estate, Func<Route, Route> change) =>
        estate.WithApi(api => Deploy(api with { Routes = Each(api.Routes, change) }));

    /// <summary>Adds a route to every API, and deploys.</summary>
    public static Estate AddRoute(this Estate estate, Route route) =>
        estate.WithApi(api => Deploy(api with { Routes = api.Routes.Value.Add(route) }));

    /// <summary>Changes every route as configured and deploys nothing: callers of a REST API still meet the deployment.</summary>
    public static Estate WithWorkingCopy(this Estate estate, Func<Route, Route> change) =>
        estate.WithApi(api => api with { Routes = Each(api.Routes, change) });

    /// <summary>Changes every deployment and leaves the working copy alone.</summary>
    public static Estate WithDeployment(this Estate estate, Func<Deployment, Deployment> change) =>
        estate.WithApi(api => api with { Deployments = [.. api.Deployments.Select(change)] });

    /// <summary>Changes what is behind every route.</summary>
    public static Estate WithIntegration(this Estate estate, Func<Integration, Integration> change) =>
        estate.WithRoute(route => route with { Integration = route.Integration.Select(integration => integration is null ? null : change(integration)) });

    /// <summary>Adds authorizers to every API. That they exist says nothing about routes.</summary>
    public static Estate AddAuthorizer(this Estate estate, Authorizer authorizer) =>
        estate.WithApi(api => api with { Authorizers = api.Authorizers.Value.Add(authorizer) });

    /// <summary>Changes every authorizer.</summary>
    public static Estate WithAuthorizer(this Estate estate, Func<Authorizer, Authorizer> change) =>
        estate.WithApi(api => api with { Authorizers = Each(api.Authorizers, change) });

    /// <summary>Adds a custom domain name to every scope.</summary>
    public static Estate AddDomain(this Estate estate, Domain domain) =>
        estate.WithScope(scope => scope with { Domains = scope.Domains.Value.Add(domain) });

    /// <summary>Changes every custom domain name.</summary>
    public static Estate WithDomain(this Estate estate, Func<Domain, Domain> change) =>
        estate.WithScope(scope => scope with { Domains = Each(scope.Domains, change) });

    /// <summary>Adds a usage plan to every scope.</summary>
    public static Estate AddUsagePlan(this Estate estate, UsagePlan plan) =>
        estate.WithScope(scope => scope with { UsagePlans = scope.UsagePlans.Value.Add(plan) });

    /// <summary>Changes every usage plan.</summary>
    public static Estate WithUsagePlan(this Estate estate, Func<UsagePlan, UsagePlan> change) =>
        estate.WithScope(scope => scope with { UsagePlans = Each(scope.UsagePlans, change) });

    private static Api Deploy(Api api) =>
        api with { Deployments = [.. api.Deployments.Select(deployment => Example.Deployment(deployment.Id, api.Routes.Value))] };

    private static Fact<ImmutableArray<T>> Each<T>(Fact<ImmutableArray<T>> things, Func<T, T> change) =>
        things.Select(known => known.Select(change).ToImmutableArray());
}
