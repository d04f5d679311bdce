using System.Globalization;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;

namespace Auditor.Core.Rules;

/// <summary>
/// For how long a thing must have had no request to count as unused: what rules ask, and what has to be counted for them.
/// </summary>
public static class UsageWindow
{
    /// <summary>The days when nobody asks for more or less.</summary>
    public const int Default = 30;

    private const string Key = "windowDays";

    // CloudWatch keeps 455 days; it lists what was active in the last 14 without counting (aws-facts.md F).
    private const int Longest = 455;

    private const int Listed = 14;

    /// <summary>The option of a rule about requests.</summary>
    /// <param name="thing">What it looks at, with an article.</param>
    public static RuleOption<int> Option(string thing) =>
        RuleOption.WholeNumber(Key, $"For how many days {thing} must have had no request.", unlessSet: Default, least: 1, most: Longest);

    /// <summary>
    /// How many days back requests have to be counted: the longest window that a rule asks for, because whoever asks for less can still be
    /// answered.
    /// </summary>
    public static int Of(IEnumerable<Rule> rules, RuleSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return rules
            .Where(rule => rule.Info.Needs.HasFlag(Needs.Usage))
            .SelectMany(rule => rule.Info.Options.OfType<RuleOption<int>>()
                .Where(option => option.Key == Key)
                .Select(option => settings.Of(rule.Info, option)))
            .DefaultIfEmpty(Default)
            .Max();
    }

    /// <summary>Whether there was a request in the last so many days, as far as the window that was read tells.</summary>
    public static Fact<bool> AnyRequest(Usage usage, int days) => usage switch
    {
        { AnyRequest: false } when usage.WindowDays >= days => false,
        { AnyRequest: true } when usage.WindowDays <= days || (usage.Requests is null && days >= Listed) => true,
        _ => new Unknown(string.Create(
            CultureInfo.InvariantCulture,
            $"Requests were looked for in the last {usage.WindowDays} days when the inventory was collected, which does not tell of the "
                + $"last {days} ({Key}).")),
    };
}
