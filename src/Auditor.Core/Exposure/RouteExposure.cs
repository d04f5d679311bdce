using System.Collections.Immutable;
using Auditor.Core.Inventory;

namespace Auditor.Core.Exposure;

/// <summary>Who can call a route of a stage, and how that is known.</summary>
public sealed record RouteExposure
{
    public required DeployedRoute Route { get; init; }

    /// <summary>The most that can call it, given what they have to show.</summary>
    public required Audience Audience { get; init; }

    /// <summary>From where requests get as far as authorization, whatever it asks for: never less than <see cref="Audience"/>.</summary>
    public required Audience Reach { get; init; }

    /// <summary>The least that one of them has to show.</summary>
    public required Credential Credential { get; init; }

    /// <summary>
    /// The networks, accounts or conditions to which <see cref="Audience"/> is narrowed, for people; <see langword="null"/> when nothing
    /// narrows it.
    /// </summary>
    public string? Narrowing { get; init; }

    /// <summary>A request that gets through, for people; <see langword="null"/> when there is none.</summary>
    public string? Witness => Request?.ToString();

    /// <summary>The same as it can be sent.</summary>
    public Witness? Request { get; init; }

    /// <summary>
    /// Who else can call it and has less to show: given networks without credentials, where the rest of the internet needs a certificate or
    /// a header; <see langword="null"/> when nobody does.
    /// </summary>
    public RouteExposure? WithLess { get; init; }

    /// <summary>Every combination of callers and endpoint, those that get furthest first: all of the above is said of the first.</summary>
    public ImmutableArray<Passage> Passages { get; init; } = [];

    /// <summary>What each thing that AWS asks lets through, in AWS's order.</summary>
    public ImmutableArray<WalkStep> Walk { get; init; } = [];

    /// <summary>Whether something of this rests on an inference (see <see cref="Metadata.Confidence"/>).</summary>
    public bool IsUncertain { get; init; }

    /// <summary>
    /// The users and roles of the own account that may call it, as their identity policies and the resource policy have it;
    /// <see langword="null"/> where no signature is asked for, unknown where identity policies were not read.
    /// </summary>
    public Fact<GrantedPrincipals>? Principals { get; init; }

    /// <summary>
    /// The users and roles of the own account whose identity policies let them change the API; unknown where these were not read.
    /// </summary>
    public Fact<GrantedPrincipals> Changers { get; init; }

    /// <summary>
    /// What network, resource and identity each let through, from the outside in, for the widest way in; empty when there is no way in.
    /// </summary>
    public ImmutableArray<Control> Controls { get; init; } = [];

    /// <summary>The outermost of <see cref="Controls"/> that keeps somebody out; <see langword="null"/> when none does.</summary>
    public Control? Holding => Controls.FirstOrDefault(control => control.Holds);

    /// <summary>How it was worked out, step by step, for people. It is put into words where somebody asks: most routes are fine.</summary>
    public ImmutableArray<Evidence> Path => Passages is not [var widest, ..] ? [.. Walk.Select(WalkText.Evidence)] :
    [
        .. Walk.Select(WalkText.Evidence),
        .. widest.Endpoint.RequiresClientCertificate
            ? [new Evidence("mutual TLS", "a client certificate is required")]
            : ImmutableArray<Evidence>.Empty,
        .. Controls.Select(WalkText.Evidence),
        new("what holds", Holding is { } holding ? WalkText.Name(holding) : "nothing"),
        .. Route.Caveat is { } caveat ? [new Evidence("rests on", caveat)] : ImmutableArray<Evidence>.Empty,
        .. Principals is { IsKnown: true, Value: var principals }
            ? [new Evidence("own account", $"{principals.Counted} may call it")]
            : ImmutableArray<Evidence>.Empty,
        .. Principals is not null && Changers.IsKnown
            ? [new Evidence("own account", $"{Changers.Value.Counted} may change the API")]
            : ImmutableArray<Evidence>.Empty,
    ];
}
