using Auditor.Core.Metadata;
using Auditor.Core.Rules;

namespace Auditor.Cli.Collecting;

/// <summary>How many days back requests have to be counted.</summary>
internal static class UsageWindow
{
    /// <summary>What rules about requests call the option.</summary>
    public const string Key = "windowDays";

    /// <summary>The days when no rule asks for more or less.</summary>
    public const int Default = 30;

    /// <summary>The longest window that a rule asks for: whoever asks for less can still be answered.</summary>
    public static int Of(IEnumerable<Rule> rules, RuleSettings settings) => rules
        .Where(rule => rule.Info.Needs.HasFlag(Needs.Usage))
        .SelectMany(rule => rule.Info.Options.OfType<RuleOption<int>>().Where(option => option.Key == Key).Select(option => settings.Of(rule.Info, option)))
        .DefaultIfEmpty(Default)
        .Max();
}
