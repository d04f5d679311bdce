namespace Auditor.Core.Exposure;

/// <summary>What one of the things that AWS asks lets through, of the requests that got this far.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="LetsThrough">For people: <c>statement 'PublicRead' allows it</c>.</param>
public sealed record WalkStep(WalkStepKind Kind, string LetsThrough)
{
    /// <summary>What callers have to show here; <see cref="Credential.None"/> for nothing.</summary>
    public Credential Asks { get; init; }

    /// <summary>Whether no request gets any further.</summary>
    public bool Stops { get; init; }
}
