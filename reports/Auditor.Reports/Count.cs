using System.Globalization;

namespace Auditor.Reports;

/// <summary>Writes numbers of things: <c>1 account</c>, <c>2 accounts</c>, <c>1,234 routes</c>.</summary>
internal static class Count
{
    public static string Of(int number, string thing, string? things = null) =>
        $"{Number(number)} {(number == 1 ? thing : things ?? $"{thing}s")}";

    public static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
