using System.Globalization;

namespace Auditor.Reports;

/// <summary>Writes points in time: ISO 8601, UTC, to the second.</summary>
internal static class Instant
{
    public static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
