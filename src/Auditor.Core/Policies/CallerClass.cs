using System.Collections.Immutable;

namespace Auditor.Core.Policies;

/// <summary>A class of callers: who they are and where they come from.</summary>
public sealed record CallerClass(CallerIdentity Identity, CallerNetwork Network)
{
    /// <summary>Anyone on the internet, without AWS credentials.</summary>
    public static CallerClass Anonymous { get; } = new(CallerIdentity.Anonymous, CallerNetwork.Internet);

    /// <summary>Anyone on the internet with credentials of whatever AWS account.</summary>
    public static CallerClass AnyAwsPrincipal { get; } = new(CallerIdentity.AnyAwsPrincipal, CallerNetwork.Internet);

    /// <summary>What their headers are limited to.</summary>
    public ImmutableArray<HeaderCondition> Headers { get; init; } = [];

    public bool Equals(CallerClass? other) =>
        other is not null
            && Identity == other.Identity
            && Network.Equals(other.Network)
            && Headers.AsSpan().SequenceEqual(other.Headers.AsSpan());

    public override int GetHashCode() => Headers.Aggregate(HashCode.Combine(Identity, Network), HashCode.Combine);
}
