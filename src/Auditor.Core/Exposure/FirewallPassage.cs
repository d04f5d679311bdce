using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Waf;

namespace Auditor.Core.Exposure;

/// <summary>Requests that get past the web ACL of a stage.</summary>
internal sealed record FirewallPassage
{
    /// <summary>All of them: there is no web ACL, or nothing that it stops is known.</summary>
    public static FirewallPassage Everything { get; } = new() { Addresses = AddressSet.Everything };

    /// <summary>From where they come.</summary>
    public required AddressSet Addresses { get; init; }

    /// <summary>What they have to show: a header that only some know, or nothing.</summary>
    public Credential Asks { get; init; }

    /// <summary>What narrows them besides addresses, for people: <c>callers in DE</c>.</summary>
    public string? Narrowing { get; init; }

    /// <summary>Whether strangers are kept out by something besides addresses.</summary>
    public bool IsNarrow { get; init; }

    /// <summary>Which of the requests that were asked about these are; <see langword="null"/> for all.</summary>
    public ReachedRequests? Requests { get; init; }

    /// <summary>What their headers must, or must not, say, besides those that have to say what only some know.</summary>
    public ImmutableArray<WebAclCondition> HeaderConditions { get; init; } = [];

    /// <summary>The headers that they have to carry; the value is <see langword="null"/> where only some know it.</summary>
    public ImmutableSortedDictionary<string, string?> Headers { get; init; } = ImmutableSortedDictionary<string, string?>.Empty;

    /// <summary>The same of those headers that policies look at, too.</summary>
    public ImmutableArray<HeaderCondition> HeadersOfPolicies =>
    [
        .. HeaderConditions
            .Select(condition => (Key: condition.Name switch { "referer" => "aws:Referer", "user-agent" => "aws:UserAgent", _ => null }, condition.Pattern, condition.Holds))
            .Select(each => each is { Key: { } key, Pattern: { } pattern } ? new HeaderCondition(key, pattern, each.Holds) : null)
            .OfType<HeaderCondition>(),
    ];

    /// <summary>What they have to say behind the path: <c>?client=app</c>; empty for nothing.</summary>
    public string Query { get; init; } = "";

    /// <summary>What the web ACL does, for people; <see langword="null"/> where there is none.</summary>
    public string? Explanation { get; init; }

    /// <summary>Whether something that cannot be decided from outside may keep them out all the same.</summary>
    public bool IsUncertain { get; init; }

    /// <summary>
    /// Set when it hangs on something that was to be read and could not be, or on a rule that has to match and nobody can decide: then
    /// nobody can tell whether it is a passage.
    /// </summary>
    public Unknown? Unread { get; init; }
}
