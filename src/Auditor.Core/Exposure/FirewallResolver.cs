using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Text;
using Auditor.Core.Waf;

namespace Auditor.Core.Exposure;

/// <summary>Works out which requests for a route get past the web ACL of its stage. AWS WAF is asked before all other access control.</summary>
internal static class FirewallResolver
{
    /// <summary>The requests as a union; none where the web ACL stops all of them.</summary>
    /// <param name="route">The route.</param>
    /// <param name="endpoint">The name that the requests are sent to.</param>
    /// <param name="path">The path of one of them, as the API sees it.</param>
    /// <param name="evaluate">Evaluates a web ACL for requests to an endpoint.</param>
    public static ImmutableArray<FirewallPassage> Of(DeployedRoute route, Endpoint endpoint, string path, Func<WebAclDefinition, Endpoint, WebAclPassages> evaluate)
    {
        if (!route.Api.IsRest || route.Stage.WebAclArn is not { } arn)
        {
            return [FirewallPassage.Everything];
        }

        var definition = route.Scope.WebAcls.FirstOrDefault(acl => acl.Arn == arn)?.Definition ?? default;
        if (definition.Unknown is { } unread)
        {
            return [FirewallPassage.Everything with { Told = $"not read, so it is not known whom it keeps out: {unread.Because}", Unread = IsFailure(unread) ? unread : null }];
        }

        var passages = evaluate(definition.Value, endpoint);
        return [.. passages.Passages.Where(passage => passage.Conditions.All(condition => Allows(condition, route, endpoint, path))).Select(passage => Of(definition.Value, passages, passage, endpoint))];
    }

    private static FirewallPassage Of(WebAclDefinition definition, WebAclPassages all, WebAclPassage passage, Endpoint endpoint)
    {
        var headers = ImmutableSortedDictionary.CreateBuilder<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var condition in passage.RequiredHeaders.Where(condition => condition.Name is not (null or "host")))
        {
            headers[condition.Name ?? ""] = condition.Value;
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
            .. passage.Conditions.Where(condition => condition is { Holds: true, IsSecret: false }).Select(condition => $"requests with {Name(condition)} {condition.Value}"),
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
            Told = $"{Quote.Of(definition.Name)} {lets}{(undecided is [] ? "" : $"; what {string.Join(", ", undecided.Take(Shown))}{(undecided.Length > Shown ? " and others" : "")} may stop cannot be told")}",
            IsUncertain = !passage.IsCertain,
            Unread = passage.Unread,
        };
    }

    // What a scan tried to read and could not may keep out everybody. Web ACLs that nobody asked for, and those of WAF Classic, are assumed to keep out nobody.
    private static bool IsFailure(Unknown unread) => unread.Code is not (null or "ClassicWebAcl");

    private const int Shown = 3;

    private static string Name(WebAclCondition condition) => condition.Name is { } name ? $"{Part(condition)} {Quote.Of(name)}" : Part(condition);

    private static string Part(WebAclCondition condition) => condition.Part switch
    {
        "SingleHeader" => "header",
        "SingleQueryArgument" => "query argument",
        "UriPath" => "path",
        "Method" => "verb",
        var other => other,
    };

    // Most of a request the caller writes as it likes. Host, path and verb are those of the route and its endpoint.
    private static bool Allows(WebAclCondition condition, DeployedRoute route, Endpoint endpoint, string path)
    {
        if (condition.IsTransformed || condition.Value is not { } value)
        {
            return true;
        }

        return condition switch
        {
            { Part: "SingleHeader", Name: "host" } => Compares(condition.Comparison, endpoint.Host, value) is not { } isSame || isSame == condition.Holds,
            { Part: "Method" } => route.Verbs.Any(verb => Compares(condition.Comparison, verb, value) is not { } isSame || isSame == condition.Holds),
            // A path with parameters may be written to fit.
            { Part: "UriPath" } when route.Route.Path is { } pattern && !pattern.Contains('{', StringComparison.Ordinal) =>
                Compares(condition.Comparison, new Uri(endpoint.UrlOf(path)).AbsolutePath, value) is not { } isSame || isSame == condition.Holds,
            _ => true,
        };
    }

    private static bool? Compares(string comparison, string text, string value) => comparison switch
    {
        "EXACTLY" => string.Equals(text, value, StringComparison.Ordinal),
        "STARTS_WITH" => text.StartsWith(value, StringComparison.Ordinal),
        "ENDS_WITH" => text.EndsWith(value, StringComparison.Ordinal),
        "CONTAINS" => text.Contains(value, StringComparison.Ordinal),
        _ => null,
    };
}
