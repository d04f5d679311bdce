using System.Collections.Immutable;
using System.Globalization;
using Auditor.Core.Inventory;

namespace Auditor.Reports.Html;

/// <summary>How the inventory was read: what was asked, how often, and how that went.</summary>
internal static class ReadingSection
{
    private const int MostScopes = 500;

    public static ReadingModel Model(ImmutableArray<Scope> scopes)
    {
        var operations = Reading.ByOperation(scopes);
        return new(
            Count.Of(operations.Sum(reading => reading.Calls), "call"),
            [.. operations.Select(reading => Row(reading, ""))],
            [.. scopes.Take(MostScopes).Select(scope => Row(Reading.Total(scope), $"{ScopeStatus.Of(scope)}{Earlier(scope)}"))],
            scopes.Length > MostScopes ? $"and {Count.Number(scopes.Length - MostScopes)} more, all in inventory.json" : null);
    }

    // What is deployed does not change, so only drift can be older than the scan.
    private static string Earlier(Scope scope) => scope.ReadEarlier.ToList() is [{ WorkingCopyReadAt: { } oldest }, ..] earlier
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"; working copies of {Count.Of(earlier.Count, "API")} were last looked at by earlier scans, the oldest on "
                + $"{oldest.UtcDateTime:yyyy-MM-dd}")
        : "";

    private static ReadingRowModel Row(Reading reading, string status) =>
        new(reading.Name, status, Count.Number(reading.Calls), reading.Retries, reading.Throttled, reading.Denied, reading.Time);
}
