using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;

namespace Auditor.Core.Exposure;

/// <summary>A name under which a stage answers.</summary>
public sealed record Endpoint
{
    private static readonly CallerNetwork Ipv4Internet = CallerNetwork.InternetFrom(AddressSet.Ipv4);

    public required EndpointKind Kind { get; init; }

    /// <summary>
    /// Where a request goes, up to and including the stage or base path, without a slash at the end:
    /// <c>https://a1b2c3.execute-api.eu-west-1.amazonaws.com/prod</c>.
    /// </summary>
    public required string Url { get; init; }

    /// <summary>The custom domain name; <see langword="null"/> for the API's own endpoint.</summary>
    public Domain? Domain { get; init; }

    /// <summary>The path of <see cref="Url"/>, possibly several levels, without slashes at its ends; empty for the root.</summary>
    public string BasePath { get; init; } = "";

    /// <summary>Whether the API is given the base path, too: a routing rule keeps it unless it is told to strip it.</summary>
    public bool KeepsBasePath { get; init; }

    /// <summary>
    /// Paths of the same name that lead elsewhere, <see cref="BasePath"/> included: longer mappings, earlier rules, other stages.
    /// </summary>
    public ImmutableArray<string> TakenFirst { get; init; } = [];

    /// <summary>Whether only callers in a VPC get there.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Whether it answers over IPv6, too. That is the name's own affair: a domain name may differ from its APIs.</summary>
    public bool IsDualStack { get; init; }

    /// <summary>Whether a routing rule leads there only with headers that it names; any caller can send them.</summary>
    public bool MatchesHeaders { get; init; }

    /// <summary>Whether something about it is assumed, because an older inventory does not tell.</summary>
    public bool IsUncertain { get; init; }

    /// <summary>Whether callers must show a client certificate.</summary>
    public bool RequiresClientCertificate => Domain?.MutualTls is not null;

    /// <summary>From where callers can come at all.</summary>
    public CallerNetwork Network => IsPrivate ? CallerNetwork.AnyEndpoint : IsDualStack ? CallerNetwork.Internet : Ipv4Internet;

    /// <summary>The host, <c>api.acme.example</c>.</summary>
    public string Host => Url.Split('/') is [_, _, var host, ..] ? host : Url;

    /// <summary>Where a request for a path of the API goes.</summary>
    public string UrlOf(string path) => KeepsBasePath ? $"{Root}{path}" : $"{Url}{path}";

    /// <summary>What stands in a request's path before what the API is given: <c>/prod</c>; empty for nothing.</summary>
    internal string PathBefore => KeepsBasePath ? "" : Url[Root.Length..];

    /// <summary>The path that the API sees of a request to this name; <see langword="null"/> when the request leads elsewhere.</summary>
    /// <param name="path">The whole path, <c>/shop/v1/orders</c>.</param>
    public string? PathBehind(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var segments = path.Trim('/').Split('/');
        var prefix = Url[Root.Length..].Trim('/');
        if (!IsAtOrBelow(segments, prefix) || TakenFirst.Any(other => IsAtOrBelow(segments, other)))
        {
            return null;
        }

        var behind = KeepsBasePath || prefix.Length == 0 ? path : path[(prefix.Length + 1)..];
        return behind.Length == 0 ? "/" : behind;
    }

    /// <summary>
    /// The requests of a route that come this way, with an example of each; empty when every request for the route leads elsewhere from
    /// here.
    /// </summary>
    public ImmutableArray<ReachedRequests> RequestsFor(DeployedRoute route)
    {
        ArgumentNullException.ThrowIfNull(route);
        if (route.Api.Kind is ApiKind.WebSocket)
        {
            return [new(route.Target, "", "")];
        }

        var elsewhere = Elsewhere();
        var target = route.Target;
        var requests = ImmutableArray.CreateBuilder<ReachedRequests>();
        foreach (var pattern in RouteMatching.PatternsOf(route.Route).SelectMany(Given))
        {
            if (route.TakenFirst is [] && elsewhere is [])
            {
                // Nothing else answers any of them: one path does for every verb.
                if (route.Verbs is [var verb, ..])
                {
                    requests.Add(new(At(target, pattern), verb, UnclaimedPath.Of(pattern, []) ?? "/"));
                }

                continue;
            }

            var paths = route.Verbs
                .Select(verb => (Verb: verb, Path: UnclaimedPath.Of(pattern, [.. RouteMatching.ClaimedBefore(route, verb), .. elsewhere])))
                .Where(each => each.Path is not null)
                .ToImmutableArray();
            if (paths is [var (first, example), ..])
            {
                requests.Add(new(
                    target with
                    {
                        Path = $"/{string.Join('/', pattern)}",
                        Verbs = [.. paths.Select(each => each.Verb)],
                        TakenFirst =
                        [
                            .. target.TakenFirst,
                            .. elsewhere.Select(other => target with { Path = $"/{string.Join('/', other)}", Verbs = RouteTarget.AnyVerb, TakenFirst = [] }),
                        ],
                    },
                    first,
                    example ?? "/"));
            }
        }

        return requests.ToImmutable();
    }

    /// <summary>Whether any of a route's requests come this way.</summary>
    internal bool Reaches(DeployedRoute route) => route.TakenFirst is [] && TakenFirst is [] && !KeepsBasePath
        ? route.Api.Kind is ApiKind.WebSocket || route.Verbs is not []
        : !RequestsFor(route).IsEmpty;

    private static RouteTarget At(RouteTarget target, string[] pattern) =>
        $"/{string.Join('/', pattern)}" is var path && path == target.Path ? target : target with { Path = path };

    // Scheme and host.
    private string Root => string.Join('/', Url.Split('/').Take(3));

    // What a pattern can match of the paths that the API is given: all, or those at and below the base path.
    private IEnumerable<string[]> Given(string[] pattern)
    {
        if (!KeepsBasePath || BasePath.Length == 0)
        {
            return [pattern];
        }

        var prefix = BasePath.Split('/');
        for (var at = 0; at < prefix.Length; at++)
        {
            if (at == pattern.Length || !RouteMatching.Takes(pattern[at], prefix[at]))
            {
                return [];
            }

            if (RouteMatching.Kind(pattern[at]) is SegmentKind.Greedy)
            {
                return [[.. prefix, "{proxy+}"], prefix];
            }
        }

        return [[.. prefix, .. pattern[prefix.Length..]]];
    }

    // As the API would see it: a path that is taken, and all below it.
    private ImmutableArray<string[]> Elsewhere() =>
    [
        .. TakenFirst
            .Select(other => KeepsBasePath || BasePath.Length == 0 ? other.Split('/') : other.Split('/')[BasePath.Split('/').Length..])
            .SelectMany(other => new string[][] { other, [.. other, "{proxy+}"] }),
    ];

    private static bool IsAtOrBelow(string[] path, string parent)
    {
        var segments = parent.Length == 0 ? [] : parent.Split('/');
        return segments.Length <= path.Length && segments.AsSpan().SequenceEqual(path.AsSpan(0, segments.Length));
    }
}
