using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Policies;
using Auditor.Core.Rules;

namespace Auditor.Rules.Authorization;

/// <summary>Flags open routes that take every path nobody listed, beside routes that are guarded.</summary>
public sealed class OpenCatchAll() : RouteRule(new()
{
    Id = "AGW1004",
    Name = "open-catch-all",
    Title = "Paths that nobody listed are open",
    Category = Category.Authorization,
    Severity = Severity.High,
    Needs = Needs.Exposure,
    AppliesTo = [ApiKind.Rest, ApiKind.Http],
    Frameworks = ["CWE-306", "API2:2023", "API5:2023"],
    WrittenAs = "route:AuthorizationType",
})
{
    /// <inheritdoc/>
    protected override RouteVerdict? Check(DeployedRoute route, RuleContext context)
    {
        if (route.Route.Method is "OPTIONS" || PrefixOf(route.Route) is not { } prefix || !Strangers.AsksNobody(route, context)
            // Nothing falls through to a backend where API Gateway answers itself.
            || Strangers.AnswersItself(route))
        {
            return null;
        }

        ImmutableArray<string> guarded =
        [
            .. context.Exposure.RoutesOf(route.Scope, route.Api, route.Stage).Value
                // As many routes as there are, for each catch-all: what is not below is told without a new text.
                .Where(other => other.IsCanary == route.IsCanary
                    && IsBelow(prefix, other.Route.Key)
                    && other.Route.Path is { } path
                    && path != route.Route.Path
                    && other.Route.Method is not "OPTIONS"
                    && other.Route.Authorization.Value is not AuthorizationKind.None)
                .Select(other => other.Route.Key)
                .Order(StringComparer.Ordinal),
        ];
        if (guarded is [])
        {
            return null;
        }

        // Where another catch-all takes all verbs, only '/' is left.
        var left = VerbsLeft(route);
        if (left is [])
        {
            return null;
        }

        var falls = left.Length < RouteTarget.AnyVerb.Length
            ? $"{string.Join(", ", left)} requests to every path that nobody listed fall"
            : "every path that nobody listed falls";
        var contrast = $"and {falls} through to it, past the authorization of {RouteNames.Of(guarded)}";
        return Strangers.CanCall(
            route,
            context,
            route.Route.ApiKeyRequired && route.Api.IsRest ? Credential.ApiKey : Credential.None,
            open: where => $"Anyone on the internet can call {where} without authorization, {contrast}",
            narrowed: where => $"Callers of {where} need no authorization, {contrast}");
    }

    // '/{proxy+}' is more specific than '$default' and takes every path but '/' (Create routes for HTTP APIs).
    private static ImmutableArray<string> VerbsLeft(DeployedRoute route) => route.Route.Path is null
        ? route.Verbs.RemoveRange(route.TakenFirst
            .Where(other => other.Path is { } path && Segments(path) is [['{', .., '+', '}']])
            .SelectMany(other => other.Method is { } verb and not "ANY" ? [verb] : RouteTarget.AnyVerb)
            .Distinct(StringComparer.Ordinal))
        : route.Verbs;

    // The segments before '{proxy+}'; none for '$default', which takes everything.
    private static string[]? PrefixOf(Route route) => route switch
    {
        { Key: "$default" } => [],
        { Path: { } path } when path.EndsWith("+}", StringComparison.Ordinal) => Segments(path)[..^1],
        _ => null,
    };

    private static string[] Segments(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    // Of 'GET /orders/open' what follows the verb.
    private static bool IsBelow(string[] prefix, string key)
    {
        var rest = key.AsSpan(key.IndexOf(' ', StringComparison.Ordinal) + 1).TrimStart('/');
        foreach (var segment in prefix)
        {
            var end = rest.IndexOf('/');
            if (end < 0 || !(segment.StartsWith('{') || rest[..end].SequenceEqual(segment.AsSpan())))
            {
                return false;
            }

            rest = rest[end..].TrimStart('/');
        }

        return !rest.IsEmpty;
    }
}
