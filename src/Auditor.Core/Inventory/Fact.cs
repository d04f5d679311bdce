using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Auditor.Core.Inventory;

/// <summary>A value that was read, or the reason it could not be.</summary>
/// <remarks>
/// Rules read <see cref="Value"/> directly. If it is unknown the read throws <see cref="UnknownFactException"/>, which the
/// base class of rules turns into one inconclusive result: a denied call can become neither a pass nor a finding.
/// <c>default</c> is <see cref="Inventory.Unknown.NotCollected"/>, so a collector that forgets a value is caught too.
/// </remarks>
/// <typeparam name="T">What was read. A nullable type means that AWS may answer "there is none", which is known.</typeparam>
[JsonConverter(typeof(FactJsonConverterFactory))]
public readonly record struct Fact<T> : IFact
{
    [AllowNull]
    private readonly T _value;
    private readonly Unknown? _unknown;

    private Fact([AllowNull] T value)
    {
        _value = value;
        IsKnown = true;
    }

    private Fact(Unknown unknown) => _unknown = unknown;

    /// <summary>Whether the value was read.</summary>
    public bool IsKnown { get; }

    /// <summary>The value.</summary>
    /// <exception cref="UnknownFactException">It could not be read; the message says why.</exception>
    public T Value => IsKnown ? _value : throw new UnknownFactException(Reason);

    /// <summary>Why the value is unknown; <see langword="null"/> when it is known.</summary>
    public Unknown? Unknown => IsKnown ? null : Reason;

    object? IFact.KnownValue => IsKnown ? (object?)_value : null;

    private Unknown Reason => _unknown ?? Inventory.Unknown.NotCollected;

    /// <summary>The value, or <paramref name="fallback"/> when it is unknown. For display only: a rule that uses this guesses.</summary>
    public T ValueOr(T fallback) => IsKnown ? _value : fallback;

    /// <summary>The fact that follows from this one; unknown for the same reason when this one is.</summary>
    public Fact<TResult> Select<TResult>(Func<T, TResult> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return IsKnown ? new Fact<TResult>(selector(_value)) : new Fact<TResult>(Reason);
    }

    /// <summary>What a file says; <typeparamref name="T"/> decides whether null is one of its values.</summary>
    internal static Fact<T> Known([AllowNull] T value) => new(value);

    public static implicit operator Fact<T>(T value) => new(value);

    public static implicit operator Fact<T>(Unknown unknown) => new(unknown);
}
