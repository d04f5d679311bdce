using System.Collections.Immutable;
using System.Globalization;
using Auditor.Core.Inventory;

namespace Auditor.Reports;

/// <summary>How some calls went, added up.</summary>
/// <param name="Name">What they have in common: the operation, or the account and Region.</param>
/// <param name="Calls">Requests sent, retries included.</param>
/// <param name="Details">How they went; <see langword="null"/> where the inventory only says how many there were.</param>
internal sealed record Reading(string Name, int Calls, ReadingDetails? Details)
{
    public string Retries => Text(Details?.Retries);

    public string Throttled => Text(Details?.Throttled);

    public string Denied => Text(Details?.Denied);

    /// <summary>In seconds.</summary>
    public string Time => Details is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{Details.Milliseconds / 1000d:#,0.0} s");

    /// <summary>Over all accounts and Regions, by operation.</summary>
    public static ImmutableArray<Reading> ByOperation(IEnumerable<Scope> scopes) =>
    [
        .. scopes.SelectMany(scope => Of(scope))
            .GroupBy(reading => reading.Name, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Sum(group.Key, group)),
    ];

    /// <summary>Of one account in one Region.</summary>
    public static Reading Total(Scope scope) => Sum($"{scope.Account}, {scope.Region}", Of(scope));

    private static IEnumerable<Reading> Of(Scope scope) => scope.Reading is not []
        ? scope.Reading.Select(reading => new Reading(
            reading.Operation, reading.Calls, new(reading.Retries, reading.Throttled, reading.Denied, reading.Milliseconds)))
        : scope.Calls.Select(call => new Reading(call.Key, call.Value, null));

    // What is not known of one is not known of all.
    private static Reading Sum(string name, IEnumerable<Reading> readings)
    {
        var all = readings.ToList();
        return new(
            name,
            all.Sum(reading => reading.Calls),
            all.Aggregate((ReadingDetails?)ReadingDetails.None, (sum, reading) => sum is null || reading.Details is null ? null : sum + reading.Details));
    }

    private static string Text(int? number) => number is { } known ? Count.Number(known) : "";
}
