using System.Collections.Immutable;

namespace Auditor.Core.Metadata;

/// <summary>
/// An option whose values are of a type. Made by <see cref="RuleOption"/>'s methods; rules ask for the value with <c>context.Setting</c>.
/// </summary>
/// <typeparam name="T">The type.</typeparam>
public sealed class RuleOption<T> : RuleOption
    where T : notnull
{
    private readonly Func<T, string> _write;
    private readonly Func<ImmutableArray<string>, (T Value, string? Problem)> _read;

    internal RuleOption(
        string key,
        string summary,
        RuleOptionKind kind,
        T unlessSet,
        Func<T,
        string> write,
        Func<ImmutableArray<string>,
        (T Value, string? Problem)> read)
        : base(key, summary) =>
        (Kind, Default, _write, _read) = (kind, unlessSet, write, read);

    /// <inheritdoc/>
    public override RuleOptionKind Kind { get; }

    /// <summary>The value when nobody set one.</summary>
    public T Default { get; }

    /// <summary>The smallest number that it takes; <see langword="null"/> for other kinds.</summary>
    public int? Least { get; init; }

    /// <summary>The largest number that it takes; <see langword="null"/> for other kinds.</summary>
    public int? Most { get; init; }

    /// <inheritdoc/>
    public override string DefaultText => _write(Default);

    /// <inheritdoc/>
    public override string? Read(ImmutableArray<string> texts, out object? value)
    {
        var (read, problem) = _read(texts);
        value = problem is null ? read : null;
        return problem;
    }
}
