using Auditor.Core.Exposure;
using Auditor.Core.Metadata;

namespace Auditor.Core.Rules;

/// <summary>What a rule may ask besides the thing it looks at.</summary>
/// <param name="Now">When the inventory was collected. Rules have no clock.</param>
/// <param name="Exposure">Who can reach what.</param>
public sealed record RuleContext(DateTimeOffset Now, ExposureMap Exposure)
{
    /// <summary>The options that people set.</summary>
    public RuleSettings Settings { get; init; } = RuleSettings.Default;

    /// <summary>
    /// Whether each stage of an API is reported by itself. What was read from AWS is mended by name, several stages at once; in a template
    /// each stage has lines of its own.
    /// </summary>
    public bool StagesApart { get; init; }

    /// <summary>What an option of a rule is set to, or its default.</summary>
    public T Setting<T>(RuleInfo rule, RuleOption<T> option)
        where T : notnull => Settings.Of(rule, option);
}
