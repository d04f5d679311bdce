using System.Collections.Immutable;

namespace Auditor.Cli.Configuration;

/// <summary>The values of <c>--fail-on</c>, worst first.</summary>
internal static class Severities
{
    public static ImmutableArray<string> Names { get; } = [.. Enum.GetValues<FailOn>().Where(value => value is not FailOn.None).Reverse().Append(FailOn.None).Select(Words.Of)];

    public static FailOn? Parse(string text)
    {
        foreach (var value in Enum.GetValues<FailOn>())
        {
            if (string.Equals(Words.Of(value), text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }
}
