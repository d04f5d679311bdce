using System.Globalization;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;

namespace Auditor.Core.Priorities;

/// <summary>Tells what is called from what nobody calls.</summary>
internal static class StageTraffic
{
    private const int Used = 100;
    private const int Unread = 95;
    private const int Unused = 70;

    /// <param name="api">The API.</param>
    /// <param name="stage">One of its stages; <see langword="null"/> where it has none.</param>
    public static PriorityReason Of(Api api, Stage? stage)
    {
        var usage = stage?.Usage ?? api.Usage;
        // What is not counted by stage is counted for the API, which says nothing of the stage unless it is none at all.
        if (!usage.IsKnown && api.Usage is { IsKnown: true, Value.AnyRequest: false })
        {
            usage = api.Usage;
        }

        return usage switch
        {
            { IsKnown: false } => Reason(Unread, "whether anybody calls it was not read"),
            { Value: { AnyRequest: false, WindowDays: var days } } => Reason(Unused, $"no request in {Days(days)}"),
            { Value: { Requests: { } requests, WindowDays: var days } } =>
                Reason(Used, string.Create(CultureInfo.InvariantCulture, $"{requests:#,0} requests in {Days(days)}")),
            { Value.WindowDays: var days } => Reason(Used, $"called within {Days(days)}"),
        };
    }

    private static string Days(int days) => days == 1 ? "1 day" : string.Create(CultureInfo.InvariantCulture, $"{days} days");

    private static PriorityReason Reason(int percent, string text) => new(PriorityFactor.Traffic, percent, text);
}
