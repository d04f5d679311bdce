using System.Collections.Immutable;
using Auditor.Core.Inventory;

namespace Auditor.Core.Exposure;

/// <summary>
/// One combination of callers, network, endpoint and credentials, and how far its requests get. Who can call a route is the union of them.
/// </summary>
public sealed record Passage
{
    public required Endpoint Endpoint { get; init; }

    /// <summary>Who gets through; <see cref="Audience.Nobody"/> where a step stops every such request.</summary>
    public required Audience Audience { get; init; }

    /// <summary>From where requests get as far as authorization.</summary>
    public required Audience Reach { get; init; }

    /// <summary>The most who could get through if what is unknown turns out that way.</summary>
    public Audience AtMost { get; init; }

    /// <summary>Why it cannot be told; <see langword="null"/> when it can.</summary>
    public Unknown? Unknown { get; init; }

    /// <summary>
    /// The networks, accounts or conditions to which <see cref="Audience"/> is narrowed, for people; <see langword="null"/> when nothing
    /// narrows it.
    /// </summary>
    public string? Narrowing { get; init; }

    /// <summary>The networks to which <see cref="Reach"/> is narrowed, for people.</summary>
    public string? ReachNarrowing { get; init; }

    /// <summary>
    /// The networks that the web ACL alone leaves of the internet, for people; <see langword="null"/> when no stranger is kept out by it.
    /// </summary>
    public string? FirewallNarrowing { get; init; }

    /// <summary>
    /// To what callers would be narrowed, for people, if they were not all refused because nobody has an API key, because the limit on
    /// requests is 0 or because the authorizer is gone; only where they are.
    /// </summary>
    public string? RefusedNarrowing { get; init; }

    /// <summary>Whether something of this rests on an inference (see <see cref="Metadata.Confidence"/>).</summary>
    public bool IsUncertain { get; init; }

    /// <summary>A request that gets through; <see langword="null"/> when there is none.</summary>
    public Witness? Witness { get; init; }

    /// <summary>Why no such request gets through, as a sentence; <see langword="null"/> when one does.</summary>
    public string? Because { get; init; }

    /// <summary>The steps, in AWS's order; those after one that stops everything are missing.</summary>
    public ImmutableArray<WalkStep> Steps { get; init; } = [];

    /// <summary>What callers have to show, the strongest of it.</summary>
    public Credential Credential => Steps.Select(step => step.Asks).Append(Credential.None).Max();
}
