using System.Collections.Immutable;
using Auditor.Core.Inventory;

namespace Auditor.Core.Waf;

/// <summary>What becomes of requests that meet a web ACL.</summary>
public sealed record WebAclPassages
{
    /// <summary>The requests that are let in, as a union. None: nobody gets in.</summary>
    public required ImmutableArray<WebAclPassage> Passages { get; init; }

    /// <summary>
    /// What may stop or let in some requests and cannot be decided from outside: managed rule groups, regular expressions, rate limits, ...
    /// </summary>
    public ImmutableArray<string> Undecided { get; init; } = [];

    /// <summary>The rules that stop requests, in order.</summary>
    public ImmutableArray<WebAclStop> Stops { get; init; } = [];

    /// <summary>
    /// Whether the default action stops requests that no rule ended; unknown when that hangs on something that was not read.
    /// </summary>
    public Fact<bool> DefaultStops { get; init; } = false;

    /// <summary>Whether some request is stopped; unknown when that hangs on something that was not read.</summary>
    public Fact<bool> StopsSomething
    {
        get
        {
            if (Stops.Any(stop => stop.Doubt is null) || DefaultStops.ValueOr(false))
            {
                return true;
            }

            var doubt = Stops.Select(stop => stop.Doubt).FirstOrDefault() ?? DefaultStops.Unknown;
            return doubt is null ? false : doubt;
        }
    }
}
