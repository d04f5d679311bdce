using System.Globalization;
using Auditor.Core.Text;

namespace Auditor.Cli;

/// <summary>Writes values as people say them.</summary>
internal static class Words
{
    /// <summary><c>1 finding</c>, <c>2,000 findings</c>.</summary>
    public static string Count(int count, string noun) => Count(count, noun, $"{noun}s");

    public static string Count(int count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many)}");

    /// <summary><c>'a'</c>, <c>'a' and 'b'</c>, <c>'a', 'b' and 'c'</c>; these come from us, not from AWS.</summary>
    public static string List(IEnumerable<string> names)
    {
        var quoted = names.Select(name => $"'{name}'").ToList();
        return quoted.Count <= 1 ? string.Concat(quoted) : $"{string.Join(", ", quoted[..^1])} and {quoted[^1]}";
    }

    /// <summary>A value of an enum as it is written on the command line.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => EnumText.Lower(value);
}
