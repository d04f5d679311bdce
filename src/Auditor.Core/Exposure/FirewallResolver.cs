using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Text;
using Auditor.Core.Waf;

namespace Auditor.Core.Exposure;

/// <summary>
/// Works out which requests for a route get past the web ACL of its stage. AWS WAF is asked before all other access control.
/// </summary>
internal static class FirewallResolver
{
    /// <summary>The requests as a union; none where the web ACL stops all of them.</summary>
    /// <param name="route">The route.</param>
    /// <param name="endpoint">The name that the requests are sent to.</param>
    /// <param name="requests">The requests.</param>
    /// <param name="evaluate">Evaluates a web ACL for requests to an endpoint.</param>
    public static ImmutableArray<FirewallPassage> Of(
        DeployedRoute route, Endpoint endpoint, ReachedRequests requests, Func<WebAclDefinition, Endpoint, WebAclPassages> evaluate)
    {
        if (!route.Api.IsRest || route.Stage.WebAclArn is not { } arn)
        {
            return [FirewallPassage.Everything];
        }

        var definition = route.Scope.WebAcls.FirstOrDefault(acl => acl.Arn == arn)?.Definition ?? default;
        if (definition.Unknown is { } unread)
        {
            return [FirewallPassage.Everything with { Explanation = $"not read, so it is not known whom it keeps out: "
                + $"{unread.Because}", Unread = IsFailure(unread) ? unread : null }];
        }

        var passages = evaluate(definition.Value, endpoint);
        return
        [
            .. passages.Passages
                .Select(passage => Left(requests, passage.Conditions, endpoint) is { } left && Of(definition.Value, passages, passage, endpoint) is { } let
                    ? let with { Requests = left }
                    : null)
                .OfType<FirewallPassage>(),
        ];
    }

    private static FirewallPassage? Of(WebAclDefinition definition, WebAclPassages all, WebAclPassage passage, Endpoint endpoint)
    {
        var headers = ImmutableSortedDictionary.CreateBuilder<string, string?>(StringComparer.OrdinalIgnoreCase);
        ImmutableArray<WebAclCondition> about = [.. passage.Conditions.Where(condition => condition is { IsHeader: true, Name: not (null or "host") })];
        foreach (var header in about.Where(condition => condition.Holds)
            .GroupBy(condition => condition.Name ?? "", StringComparer.OrdinalIgnoreCase))
        {
            // A text that nobody can send meets no passage.
            if (header.Any(condition => condition.IsSecret))
            {
                headers[header.Key] = null;
            }
            else if (Example(about.Where(condition => string.Equals(
                condition.Name, header.Key, StringComparison.OrdinalIgnoreCase))) is { } text)
            {
                headers[header.Key] = text;
            }
            else
            {
                return null;
            }
        }

        foreach (var forwarded in passage.ForwardedAddresses.Where(forwarded => !forwarded.MayBeAbsent && !forwarded.MayBeMalformed))
        {
            headers[forwarded.Header] = forwarded.Addresses.Example();
        }

        var isSecret = passage.Credentials.Any();
        var isWide = endpoint.IsPrivate || endpoint.Network.Addresses.IsSubsetOf(passage.Addresses);
        ImmutableArray<string> parts =
        [
            .. isWide ? [] : new[] { $"addresses {PublicAddresses.Shortened(passage.Addresses.Intersect(endpoint.Network.Addresses))}" },
            .. passage.Countries.IsEverywhere ? [] : new[] { $"callers in {passage.Countries}" },
            .. passage.Credentials.Select(condition => $"whoever knows the value of {Name(condition)}"),
            .. passage.Conditions.Where(condition => condition is { Holds: true, IsSecret: false })
                .Select(condition => $"requests with {Name(condition)} {condition.Value}"),
        ];
        var lets = parts is [] ? "keeps out no stranger for certain" : $"lets in {string.Join(", ", parts)}";
        ImmutableArray<string> undecided = [.. passage.Undecided, .. all.Undecided.Except(passage.Undecided, StringComparer.Ordinal)];
        return new()
        {
            Addresses = endpoint.IsPrivate ? AddressSet.Everything : passage.Addresses,
            Asks = isSecret ? Credential.SecretHeader : Credential.None,
            Narrowing = passage.Countries.IsEverywhere ? null : $"callers in {passage.Countries}",
            // Everywhere but a few countries is strangers still.
            IsNarrow = !passage.Countries.AreExcluded,
            Headers = headers.ToImmutable(),
            HeaderConditions = about.RemoveAll(condition => condition is { Pattern: null } and not { IsSecret: true, Holds: false }),
            Query = Query(passage.Conditions),
            Explanation = $"{Quote.Of(definition.Name)} "
                + $"{lets}{(undecided is [] ? "" : $"; what {string.Join(", ", undecided.Take(Shown))}{(undecided.Length > Shown ? " and others" : "")} may stop cannot be told")}",
            IsUncertain = !passage.IsCertain,
            // What a rule blocks by an IP set of another template is assumed to be nobody; whom one lets in by it cannot be told.
            Unread = passage is { Unread.Code: Unknown.OutsideTemplates, LetInBy: [] } ? null
                : passage.Unread ?? (passage.LetInBy is [var only, ..]
                ? new Unknown($"It lets in requests by what cannot be decided from outside: {only}.")
                : null),
        };
    }

    // What a scan tried to read and could not may keep out everybody. Web ACLs that nobody asked for, those of WAF Classic, and those that
    // are not in the template that is judged, are assumed to keep out nobody.
    private static bool IsFailure(Unknown unread) => unread.Code is not (null or "ClassicWebAcl" or Unknown.OutsideTemplates);

    private const int Shown = 3;

    private static string Name(WebAclCondition condition) =>
        condition.Name is { } name ? $"{Part(condition)} {Quote.Of(name)}" : Part(condition);

    private static string Part(WebAclCondition condition) => condition.Part switch
    {
        "SingleHeader" => "header",
        "SingleQueryArgument" => "query argument",
        "UriPath" => "path",
        "Method" => "verb",
        var other => other,
    };

    // What a query has to say; parts of which that cannot be told are left to the caller.
    private static string Query(ImmutableArray<WebAclCondition> conditions)
    {
        var arguments = conditions
            .Where(condition => condition is { Part: "SingleQueryArgument", Name: not null, Holds: true, IsSecret: false })
            .GroupBy(condition => condition.Name ?? "", StringComparer.Ordinal)
            .Select(argument => $"{argument.Key}={Uri.EscapeDataString(Example(conditions.Where(condition => condition.Part is "SingleQueryArgument" && condition.Name == argument.Key)) ?? "")}")
            .ToList();
        if (Example(conditions.Where(condition => condition.Part is "QueryString")) is { } whole
            && conditions.Any(condition => condition is { Part: "QueryString", Holds: true }))
        {
            arguments.Insert(0, whole);
        }

        return arguments.Count == 0 ? "" : $"?{string.Join('&', arguments)}";
    }

    // A text that meets all that is asked of one part of a request; the text as it is written where it is compared in ways that are not
    // known.
    private static string? Example(IEnumerable<WebAclCondition> conditions)
    {
        var known = conditions.Where(condition => condition.Pattern is not null).ToList();
        return known.Count == 0
            ? conditions.FirstOrDefault()?.Value
            : WildcardText.Example(
                known.Where(condition => condition.Holds).Select(condition => condition.Pattern).OfType<WildcardText>(),
                known.Where(condition => !condition.Holds).Select(condition => condition.Pattern).OfType<WildcardText>());
    }

    // Most of a request the caller writes as it likes. Host, path and verb are those of the route and its endpoint: null where none of the
    // requests fits.
    private static ReachedRequests? Left(ReachedRequests requests, ImmutableArray<WebAclCondition> conditions, Endpoint endpoint)
    {
        if (conditions.Any(condition => condition is { Part: "SingleHeader", Name: "host" }
            && condition.Fits(endpoint.Host) == !condition.Holds))
        {
            return null;
        }

        ImmutableArray<string> verbs = [.. requests.Target.Verbs.Where(verb => conditions.All(condition => condition.Part is not "Method" || condition.Fits(verb) != !condition.Holds))];
        ImmutableArray<PathCondition> paths =
        [
            .. conditions.Where(condition => condition.Part is "UriPath")
                .Select(condition => condition.Pattern is { } pattern
                    ? new PathCondition(endpoint.PathBefore, pattern, condition.Holds)
                    : null)
                .OfType<PathCondition>(),
        ];
        if (paths is [] && verbs.Length == requests.Target.Verbs.Length)
        {
            return requests;
        }

        var target = requests.Target with { Verbs = verbs, PathConditions = paths };
        return verbs is not []
            && AccessPolicy.Example(target) is { } example
            && example.Split(':', 6)[5].Split('/', 4) is [_, _, var first, var path]
            ? new(target, first, $"/{path}")
            : null;
    }
}
