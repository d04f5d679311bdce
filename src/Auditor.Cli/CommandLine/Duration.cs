using System.Globalization;
using System.Text.RegularExpressions;
using Auditor.Core.Text;

namespace Auditor.Cli.CommandLine;

/// <summary>Lengths of time as people write them: <c>90s</c>, <c>30m</c>, <c>1h30m</c>.</summary>
internal static partial class Duration
{
    // What a timer can wait for is not much more.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <exception cref="UsageException">It is none.</exception>
    public static TimeSpan Parse(string text, string option)
    {
        var match = Pattern().Match(text);
        var length = TimeSpan.FromHours(Part("h")) + TimeSpan.FromMinutes(Part("m")) + TimeSpan.FromSeconds(Part("s"));
        return match.Success && length > TimeSpan.Zero && length <= Longest
            ? length
            : throw new UsageException($"{option}: {Quote.Of(text)} is no length of time (they look like '90s', '30m' or '1h30m').");

        int Part(string unit) => match.Groups[unit] is { Success: true } digits ? int.Parse(digits.Value, CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex("^(?:(?<h>[0-9]{1,6})h)?(?:(?<m>[0-9]{1,6})m)?(?:(?<s>[0-9]{1,6})s)?$", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Pattern();
}
