using System.Collections.Immutable;
using System.Globalization;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Text;

namespace Auditor.Core.Exposure;

/// <summary>Reads verdicts off a walk: the most who can call a route, or whether certain callers can.</summary>
internal static class WalkVerdict
{
    private const int NarrowingsNamed = 3;

    /// <summary>Who can call the route: what its widest passage says, all of it; unknown where something unknown may let in more.</summary>
    public static Fact<RouteExposure> Exposure(AccessWalk walk)
    {
        if (walk.Stop is { } stop)
        {
            return new RouteExposure
            {
                Route = walk.Route,
                Audience = Audience.Nobody,
                Reach = Audience.Nobody,
                Credential = CredentialOf(walk.Guard),
                Walk = [stop],
            };
        }

        var widest = walk.Passages[0];
        if (walk.Passages.Where(passage => passage.AtMost > widest.Audience)
            .Select(passage => passage.Unknown)
            .FirstOrDefault(unknown => unknown is not null) is { } unknown)
        {
            return unknown;
        }

        return Said(walk, widest) with
        {
            Reach = walk.Passages.Max(passage => passage.Reach),
            Passages = walk.Passages,
            // What others have to show counts less where given networks have to show nothing.
            WithLess = walk.Passages
                .Where(passage => passage.Unknown is null
                    && passage.Audience is Audience.OthersOrNetwork
                    && passage.Credential < widest.Credential
                    && widest.Audience is Audience.Internet)
                .OrderBy(passage => passage.Credential)
                .Select(passage => Said(walk, passage))
                .FirstOrDefault(),
        };
    }

    private static RouteExposure Said(AccessWalk walk, Passage passage) => new()
    {
        Route = walk.Route,
        Audience = passage.Audience,
        Reach = passage.Reach,
        Credential = passage.Audience is Audience.Nobody ? CredentialOf(walk.Guard) : passage.Credential,
        Narrowing = Narrowing(walk, passage),
        Request = passage.Witness,
        IsUncertain = passage.IsUncertain,
        Passages = [passage],
        Walk = passage.Steps,
        Controls = Controls(walk, passage),
    };

    // Whom one rule of a web ACL or one name lets in, and whom the next, are all of them who can call.
    private static string? Narrowing(AccessWalk walk, Passage passage)
    {
        if (passage.Narrowing is null)
        {
            return null;
        }

        var all = walk.Passages
            .Where(other => other.Audience == passage.Audience && other.Credential == passage.Credential)
            .Select(other => other.Narrowing)
            .OfType<string>()
            .Prepend(passage.Narrowing)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var others = all.Count - NarrowingsNamed;
        var more = others > 0 ? string.Create(CultureInfo.InvariantCulture, $"; or {others} more") : "";
        return $"{string.Join("; or ", all.Take(NarrowingsNamed))}{more}";
    }

    /// <summary>Whether the callers who were asked about get through, by whichever combination leads furthest.</summary>
    public static RouteAccess Access(AccessWalk walk, CallerClass callers)
    {
        var isInternet = callers.Network.Kind is CallerNetworkKind.Internet;
        var passages = walk.Passages.Where(passage => passage.Endpoint.IsPrivate != isInternet).ToImmutableArray();
        var access = new RouteAccess
        {
            Route = walk.Route,
            Verdict = Verdict.No,
            Credential = CredentialOf(walk.Guard),
            Because = walk.Passages is [] ? $"{(walk.Stop is { Kind: WalkStepKind.Endpoint } ? "No endpoint leads there" : "No request reaches it")}."
                : isInternet ? "Only VPC endpoints lead there."
                : "VPC endpoints lead to private APIs and domain names only: from a VPC it is called over the internet.",
        };
        if (passages is [])
        {
            return access;
        }

        if (passages.FirstOrDefault(passage => passage.Audience is not Audience.Nobody) is { } open)
        {
            var isOwn = walk.Guard.AsksForSignature && callers.Identity.AccountId == walk.Route.Scope.Account;
            return access with
            {
                Verdict = Verdict.Yes,
                Credential = open.Credential,
                Url = open.Endpoint.Url,
                Because = isOwn ? "Those whom an identity policy of the account allows, and whom nothing denies."
                    : open.Narrowing is { } narrowing ? $"They get in: {narrowing}."
                    : "Nothing stops them.",
                Request = open.Witness,
                Witness = open.Witness?.ToString(),
            };
        }

        var stopped = passages.FirstOrDefault(passage => passage.Unknown is not null) ?? passages[0];
        return access with
        {
            Verdict = stopped.Unknown is null ? Verdict.No : Verdict.Depends,
            Url = stopped.Endpoint.Url,
            Because = stopped.Because ?? "",
        };
    }

    private static Credential CredentialOf(RouteGuard guard) =>
        guard is { Authorization: AuthorizationKind.None, AsksForKey: true } ? Credential.ApiKey : guard.Credential;

    private static ImmutableArray<Control> Controls(AccessWalk walk, Passage passage) =>
        [Network(passage), .. Resource(walk, passage), Identity(walk, passage)];

    private static Control Network(Passage passage) => (passage.Endpoint.IsPrivate, passage.Steps.Any(
        step => step is { Kind: WalkStepKind.WebAcl, Stops: true }), passage.FirewallNarrowing) switch
    {
        (true, _, _) => new(ControlKind.Network, "callers through VPC endpoints", Holds: true),
        (_, true, _) => new(ControlKind.Network, "nobody: the web ACL stops every request", Holds: true),
        (_, _, { } narrowing) => new(ControlKind.Network, $"{narrowing}, by the web ACL", Holds: true),
        _ => new(ControlKind.Network, "anyone on the internet", Holds: false),
    };

    private static ImmutableArray<Control> Resource(AccessWalk walk, Passage passage)
    {
        if (!walk.Route.Api.IsRest)
        {
            return [];
        }

        var isStopped = passage.Steps.Any(step => step is { Stops: true, Kind: WalkStepKind.ResourcePolicy or WalkStepKind.DomainPolicy });
        var reach = isStopped && !walk.Guard.AsksForSignature ? Audience.Nobody : passage.Reach;
        var holds = reach < (passage.Endpoint.IsPrivate || passage.FirewallNarrowing is not null
            ? Audience.OthersOrNetwork
            : Audience.Internet)
            && !passage.Steps.Any(step => step is { Kind: WalkStepKind.WebAcl, Stops: true });
        return [new(ControlKind.Resource, (holds ? passage.ReachNarrowing ?? passage.Narrowing : null) ?? (reach is Audience.Nobody ? "nobody" : "whoever gets this far"), holds)];
    }

    private static Control Identity(AccessWalk walk, Passage passage) => (passage.Audience is Audience.Nobody
        ? CredentialOf(walk.Guard)
        : passage.Credential) switch
    {
        Credential.None => new(ControlKind.Identity, "anyone: no credentials are asked for", Holds: false),
        Credential.ApiKey => new(ControlKind.Identity, "anyone with an API key, which is no authorization", Holds: false),
        Credential.SecretHeader => new(ControlKind.Identity, "whoever knows the value of a header that the web ACL asks for", Holds: true),
        Credential.ClientCertificate => new(ControlKind.Identity, "holders of a client certificate that the truststore knows", Holds: true),
        Credential.AwsPrincipal => new(ControlKind.Identity, "AWS principals whom policies allow", Holds: true),
        _ =>
            new(
                ControlKind.Identity,
                walk.Guard.Authorization is AuthorizationKind.Custom
                    ? $"whom {Authorizer(walk)} lets pass"
                    : $"holders of a token that {Authorizer(walk)} accepts",
                Holds: true),
    };

    private static string Authorizer(AccessWalk walk)
    {
        var route = walk.Guard.Route ?? walk.Route;
        var authorizer = route.Api.Authorizers.ValueOr([]).FirstOrDefault(each => each.Id == route.Route.AuthorizerId);
        return authorizer is null ? "the authorizer" : $"authorizer {Quote.Of(authorizer.Name)}";
    }
}
