using System.Globalization;

namespace Auditor.Reports.Html;

/// <summary>Draws shares as a bar of 1,000 units.</summary>
internal static class Bar
{
    private const double Whole = 1000;
    private const double Gap = 3;

    // What is there must be seen, however small its share.
    private const double Thinnest = 8;

    public static BarModel Of(IEnumerable<(string Key, int Number)> shares, string label)
    {
        var shown = shares.Where(share => share.Number > 0).ToList();
        var total = shown.Sum(share => (double)share.Number);
        var room = Whole - Gap * Math.Max(0, shown.Count - 1) - Thinnest * shown.Count;
        var parts = new List<BarPartModel>();
        var x = 0d;
        foreach (var (key, number) in shown)
        {
            var width = Thinnest + room * number / total;
            parts.Add(new(key, Units(x), Units(width)));
            x += width + Gap;
        }

        return new(parts, label);
    }

    private static string Units(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
