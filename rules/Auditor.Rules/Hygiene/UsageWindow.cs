using System.Globalization;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;

namespace Auditor.Rules.Hygiene;

/// <summary>For how long a thing must have had no request to count as unused.</summary>
internal static class UsageWindow
{
    // CloudWatch keeps 455 days; it lists what was active in the last 14 without counting (aws-facts.md F).
    private const int Listed = 14;

    public static RuleOption<int> Option(string thing) =>
        RuleOption.WholeNumber("windowDays", $"For how many days {thing} must have had no request.", unlessSet: 30, least: 1, most: 455);

    /// <summary>Whether there was a request in the last so many days, as far as the window that was read tells.</summary>
    public static Fact<bool> AnyRequest(Usage usage, int days) => usage switch
    {
        { AnyRequest: false } when usage.WindowDays >= days => false,
        { AnyRequest: true } when usage.WindowDays <= days || (usage.Requests is null && days >= Listed) => true,
        _ => new Unknown(string.Create(
            CultureInfo.InvariantCulture,
            $"Requests were looked for in the last {usage.WindowDays} days when the inventory was collected, which does not tell of the last {days} (windowDays).")),
    };
}
