using Auditor.Core.Text;

namespace Auditor.Cli;

/// <summary>Finds what somebody means who types the first digits of a fingerprint.</summary>
internal static class FingerprintPrefix
{
    /// <summary>Fewer digits than these are too likely another finding's tomorrow.</summary>
    public const int Shortest = 8;

    /// <summary>The finding that is meant.</summary>
    /// <param name="findings">Those that there are.</param>
    /// <param name="fingerprintOf">The fingerprint of one.</param>
    /// <param name="typed">What was typed, in upper or lower case.</param>
    /// <param name="where">What holds them, as a sentence begins: <c>'findings.json'</c>.</param>
    /// <exception cref="UsageException">There is none, or there are several.</exception>
    public static T Find<T>(IEnumerable<T> findings, Func<T, string> fingerprintOf, string typed, string where)
    {
        var found = findings
            .Where(finding => typed.Length >= Shortest && fingerprintOf(finding).StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .DistinctBy(fingerprintOf, StringComparer.Ordinal)
            .ToList();
        return found switch
        {
            [var only] => only,
            [] => throw new UsageException(
                $"{where} has no finding with the fingerprint {Quote.Of(typed)}"
                    + $"{(typed.Length < Shortest ? $" (at least {Shortest} digits are needed)" : "")}."),
            _ => throw new UsageException(
                $"{where} has {found.Count} findings whose fingerprint begins with {Quote.Of(typed)}: give more of it."),
        };
    }
}
