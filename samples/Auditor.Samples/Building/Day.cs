namespace Auditor.Samples.Building;

/// <summary>Points in time, written as dates.</summary>
internal static class Day
{
    /// <summary><c>2024-03-18</c>, in the morning.</summary>
    public static DateTimeOffset Of(string date) =>
        new(DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture), new TimeOnly(9, 30), TimeSpan.Zero);
}
