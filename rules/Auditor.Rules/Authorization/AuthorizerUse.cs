using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Authorization;

/// <summary>Tells which authorizer a route asks, and for how long its answers hold.</summary>
internal static class AuthorizerUse
{
    private const int RestDefaultSeconds = 300;

    /// <summary>
    /// For how long answers are kept: REST APIs keep them unless told otherwise, HTTP APIs where told to; those for '$connect' of a
    /// WebSocket API are not kept.
    /// </summary>
    public static int SecondsKept(Authorizer authorizer, Api api) => api.Kind switch
    {
        ApiKind.Rest => authorizer.CacheSeconds ?? RestDefaultSeconds,
        ApiKind.Http => authorizer.CacheSeconds ?? 0,
        _ => 0,
    };

    /// <summary>Whether this kind of authorization is an authorizer's.</summary>
    public static bool AsksAuthorizer(AuthorizationKind authorization) =>
        authorization is AuthorizationKind.Custom or AuthorizationKind.CognitoUserPools or AuthorizationKind.Jwt;

    /// <summary>Whether a route that asks an authorizer has none, because it names none or one that the API does not have.</summary>
    public static bool IsMissing(DeployedRoute route) =>
        IdOf(route).Value is not { } id || !route.Api.Authorizers.Value.Any(authorizer => authorizer.Id == id);

    /// <summary>
    /// The authorizer that a route names. A deployment's summary does not tell it: it is the working copy's, as long as that has the same
    /// kind of authorization.
    /// </summary>
    public static Fact<string?> IdOf(DeployedRoute route)
    {
        if (route.Basis is not Basis.Deployment || route.IsExported)
        {
            return route.Route.AuthorizerId;
        }

        var configured = route.Api.Routes.Value.FirstOrDefault(configured => configured.Key == route.Route.Key);
        return configured is not null && configured.Authorization.Value == route.Route.Authorization.Value
            ? configured.AuthorizerId
            : new Unknown($"Method {Quote.Of(route.Route.Key)} is deployed with an authorizer, the working copy has something else by "
                + $"now, and a deployment's summary does not say which authorizer it is.");
    }

    /// <summary>
    /// Whether some route asks an authorizer: one that a stage serves, or one that is still being edited. What no route asks lets nobody
    /// in.
    /// </summary>
    public static Fact<bool> IsUsed(AuthorizerSubject subject, ExposureMap exposure)
    {
        var configured = subject.Api.Routes.Select(routes => routes.Any(route =>
            route.AuthorizerId == subject.Authorizer.Id && route.Authorization.IsKnown && AsksAuthorizer(route.Authorization.Value)));
        if (configured.ValueOr(false))
        {
            return true;
        }

        if (subject.Api.Stages.Unknown is { } unread)
        {
            return unread;
        }

        // A deployment may still use what the working copy no longer does.
        var (served, more) = RoutesOf(subject, subject.Api.Stages.Value, exposure);
        return served is not [] ? true
            : (more ?? configured.Unknown) is { } unknown ? unknown
            : ElsewhereIn(subject.Api) is { } elsewhere ? new Unknown(elsewhere)
            : false;
    }

    // Routes that a template only refers to may use it.
    private static string? ElsewhereIn(Api api) =>
        api.NotInTemplate ?? api.Routes.ValueOr([]).Select(route => route.NotInTemplate).FirstOrDefault(reason => reason is not null);

    /// <summary>The routes that ask an authorizer, in whatever the stages serve that serve it so.</summary>
    /// <param name="subject">The authorizer.</param>
    /// <param name="exposure">Where what is served is asked.</param>
    /// <returns>
    /// The routes, by key and then as the stages come, and why there may be more of them; <see langword="null"/> when there are not.
    /// </returns>
    public static (ImmutableArray<DeployedRoute> Routes, Unknown? More) RoutesOf(AuthorizerSubject subject, ExposureMap exposure) =>
        RoutesOf(subject, subject.Stages, exposure);

    /// <summary>The routes that ask it, as what a finding about it names: one more of them is one more that is guarded no better.</summary>
    public static ImmutableArray<NamedThings> Named(AuthorizerSubject subject, ExposureMap exposure) =>
        NamedThings.Routes(RoutesOf(subject, exposure).Routes);

    private static (ImmutableArray<DeployedRoute> Routes, Unknown? More) RoutesOf(
        AuthorizerSubject subject, ImmutableArray<Stage> stages, ExposureMap exposure)
    {
        var found = new List<DeployedRoute>();
        Unknown? more = null;
        foreach (var stage in stages)
        {
            var served = exposure.RoutesOf(subject.Scope, subject.Api, stage);
            more ??= served.Unknown;
            foreach (var route in served.ValueOr([]))
            {
                var authorization = route.Route.Authorization;
                if (!authorization.IsKnown || !AsksAuthorizer(authorization.Value))
                {
                    more ??= authorization.Unknown;
                    continue;
                }

                var id = IdOf(route);
                more ??= id.Unknown;
                if (id.ValueOr(null) == subject.Authorizer.Id)
                {
                    found.Add(route);
                }
            }
        }

        return ([.. found.OrderBy(route => route.Route.Key, StringComparer.Ordinal)], more);
    }
}
