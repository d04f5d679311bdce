using System.Collections.Immutable;
using Auditor.Core.Policies;

namespace Auditor.Core.Identity;

/// <summary>What is known of one condition key in the requests that are asked about.</summary>
/// <param name="Kind">How much is known.</param>
/// <param name="Values">The values of a key that is told (none: the request does not carry it), or those to pick from (an empty text: not
/// carrying it).</param>
/// <param name="IsAlwaysThere">Whether the request carries the key, whatever its value.</param>
/// <param name="Start">What its value begins with, as far as that is known.</param>
internal sealed record KeyFact(KeyFactKind Kind, ImmutableArray<string> Values, bool IsAlwaysThere = false, string Start = "")
{
    public static KeyFact Absent { get; } = new(KeyFactKind.Known, []);

    public static KeyFact Open { get; } = new(KeyFactKind.Open, []);

    public static KeyFact OpenButThere { get; } = new(KeyFactKind.Open, [], IsAlwaysThere: true);

    public static KeyFact Chosen { get; } = new(KeyFactKind.Chosen, []);

    public static KeyFact Network { get; } = new(KeyFactKind.Network, []);

    /// <summary>For an address that nobody tells: those among which it is; <see langword="null"/> where it may be any.</summary>
    public AddressSet? Among { get; init; }

    public static KeyFact Is(params string[] values) => new(KeyFactKind.Known, [.. values]);

    public static KeyFact OneOf(params string[] values) => new(KeyFactKind.Chosen, [.. values]);
}
