using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Policies;
using Auditor.Core.Rules;
using Auditor.Core.Text;

namespace Auditor.Rules.Authorization;

/// <summary>
/// Flags routes whose path says administration or internals and that ask no more of their callers than ordinary routes do.
/// </summary>
public sealed class PrivilegedPathLikeAnyOther() : RouteRule(Metadata)
{
    /// <summary>What the rule says about itself: whoever asks for its words needs it.</summary>
    internal static RuleInfo Metadata { get; } = new()
    {
        Id = "AGW1016",
        Name = "privileged-path-like-any-other",
        Title = "Administration asks no more of callers than the rest",
        Category = Category.Authorization,
        Severity = Severity.Medium,
        // A path is only a name.
        Confidence = Confidence.Low,
        Needs = Needs.Exposure,
        AppliesTo = [ApiKind.Rest, ApiKind.Http],
        Frameworks = ["CWE-863", "API5:2023"],
        WrittenAs = "route:RouteKey|route:AuthorizationType",
        Options = [PrivilegedPath.Words],
    };

    /// <summary>The segments of a path that say so.</summary>
    public static RuleOption<ImmutableArray<string>> PathWords => PrivilegedPath.Words;

    /// <inheritdoc/>
    protected override RouteVerdict? Check(DeployedRoute route, RuleContext context)
    {
        var words = context.Setting(Info, PrivilegedPath.Words);
        if (PrivilegedPath.SegmentOf(route.Route.Path, words) is not { } word || route.Route.Method is "OPTIONS")
        {
            return null;
        }

        var exposure = context.Exposure.Of(route).Value;
        if (exposure.Audience is Audience.Nobody)
        {
            return null;
        }

        // That strangers get in is route-without-authorization's to say, or api-key-as-only-credential's, and both name the segment.
        if (exposure.Credential is Credential.None or Credential.ApiKey && !Strangers.IsPrivate(route.Api))
        {
            return null;
        }

        var others = context.Exposure.RoutesOf(route.Scope, route.Api, route.Stage).Value
            .Where(other => other.IsCanary == route.IsCanary
                && other.Route is { Path: { } path, Method: not "OPTIONS" }
                && PrivilegedPath.SegmentOf(path, words) is null)
            .OrderBy(other => other.Route.Key, StringComparer.Ordinal)
            .Select(other => (Route: other, Audience: context.Exposure.Of(other).Select(known => known.Audience)))
            .ToList();

        // Where ordinary routes let in more, this one asks for something: the right network.
        var alike = others.Where(other => other.Audience.IsKnown && other.Audience.Value <= exposure.Audience)
            .Select(other => other.Route)
            .ToList();
        var unknown = others.Select(other => other.Audience.Unknown).FirstOrDefault(reason => reason is not null);
        if (exposure.Credential is Credential.None or Credential.ApiKey)
        {
            return others is [] || alike is not []
                ? Verdict(route, word, exposure, "asks its callers for no authorization, so whoever guesses the path gets in")
                : unknown is null ? null : throw new UnknownFactException(unknown);
        }

        return LikeAnyOther(route, alike, unknown) is { } ordinary
            ? Verdict(
                route,
                word,
                exposure,
                $"asks no more of its callers than {Quote.Of(ordinary.Route.Key)} does, so whoever may call that may call this too")
            : null;
    }

    private static RouteVerdict Verdict(DeployedRoute route, string word, RouteExposure exposure, string why) =>
        new(stages => $"Route {Quote.Of(route.Route.Key)} of API {Quote.Of(route.Api.Name)} on {stages} has {Quote.Of(word)} in its path "
            + $"and {why}.")
        {
            Evidence = exposure.Path.Insert(0, new("path segment", word)),
        };

    private static DeployedRoute? LikeAnyOther(DeployedRoute route, List<DeployedRoute> ordinary, Unknown? unknown)
    {
        foreach (var other in ordinary)
        {
            var opens = OpensToo(other, route);
            if (opens.ValueOr(false))
            {
                return other;
            }

            unknown ??= opens.Unknown;
        }

        return unknown is null ? null : throw new UnknownFactException(unknown);
    }

    // Whether whoever gets through an ordinary route gets through the other one too.
    private static Fact<bool> OpensToo(DeployedRoute ordinary, DeployedRoute privileged)
    {
        var asked = privileged.Route.Authorization.Value;
        if (ordinary.Route.Authorization.Value != asked)
        {
            return false;
        }

        // IAM decides path by path.
        if (!AuthorizerUse.AsksAuthorizer(asked))
        {
            return asked is AuthorizationKind.None;
        }

        var (mine, theirs) = (AuthorizerUse.IdOf(privileged), AuthorizerUse.IdOf(ordinary));
        return mine.IsKnown ? theirs.Select(id => id == mine.Value && ScopesLetIn(ordinary, privileged)) : mine.Select(_ => false);
    }

    // A token needs one of the scopes, or any when none is asked for.
    private static bool ScopesLetIn(DeployedRoute ordinary, DeployedRoute privileged) =>
        privileged.Route.AuthorizationScopes is []
        || (ordinary.Route.AuthorizationScopes is not []
            && !ordinary.Route.AuthorizationScopes.Except(privileged.Route.AuthorizationScopes, StringComparer.Ordinal).Any());
}
