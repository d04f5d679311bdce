using System.Collections.Immutable;

namespace Auditor.Core.Metadata;

/// <summary>The options that people set, by rule.</summary>
public sealed class RuleSettings
{
    private readonly ImmutableDictionary<(string Rule, string Option), object> _values;

    private RuleSettings(ImmutableDictionary<(string Rule, string Option), object> values) => _values = values;

    /// <summary>Nothing is set.</summary>
    public static RuleSettings Default { get; } = new([]);

    /// <summary>These settings and one more.</summary>
    public RuleSettings With<T>(RuleInfo rule, RuleOption<T> option, T value)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(option);
        return With(rule, (RuleOption)option, value);
    }

    /// <summary>These settings and one more, with a value that the option itself has read.</summary>
    public RuleSettings With(RuleInfo rule, RuleOption option, object value)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(option);
        return new(_values.SetItem((rule.Id, option.Key), value));
    }

    /// <summary>What an option of a rule is set to, or its default.</summary>
    public T Of<T>(RuleInfo rule, RuleOption<T> option)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(option);
        return _values.TryGetValue((rule.Id, option.Key), out var value) ? (T)value : option.Default;
    }
}
