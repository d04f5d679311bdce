using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;

namespace Auditor.Core.Waf;

/// <summary>Requests that a web ACL lets in: all that meets every part of this.</summary>
public sealed record WebAclPassage
{
    /// <summary>Where they come from.</summary>
    public required AddressSet Addresses { get; init; }

    /// <summary>The countries that they come from.</summary>
    public required WebAclCountries Countries { get; init; }

    /// <summary>What their headers, path, query and so on must, or must not, say.</summary>
    public ImmutableArray<WebAclCondition> Conditions { get; init; } = [];

    /// <summary>What headers with forwarded addresses must say.</summary>
    public ImmutableArray<WebAclForwardedAddresses> ForwardedAddresses { get; init; } = [];

    /// <summary>What it hangs on besides and could not be decided: <c>rule 'bots' (RegexMatchStatement)</c>.</summary>
    public ImmutableArray<string> Undecided { get; init; } = [];

    /// <summary>
    /// Those of <see cref="Undecided"/> that have to match (a regular expression, the number of a network, a label of a managed group):
    /// who these let in cannot be told, where a rule that must not match is one that callers can mostly be sure of.
    /// </summary>
    public ImmutableArray<string> LetInBy { get; init; } = [];

    /// <summary>Set when it hangs on something that was not read: then it may be no passage at all.</summary>
    public Unknown? Unread { get; init; }

    /// <summary>Whether the requests are let in for certain.</summary>
    public bool IsCertain => Undecided.IsEmpty && Unread is null;

    /// <summary>The headers, query arguments ... whose text only those know who were told: credentials of their own.</summary>
    public IEnumerable<WebAclCondition> Credentials => Conditions.Where(condition => condition.IsCredential);

    /// <summary>The headers that have to be sent.</summary>
    public IEnumerable<WebAclCondition> RequiredHeaders => Conditions.Where(condition => condition is { IsHeader: true, Holds: true });
}
