using System.Globalization;
using System.Text.RegularExpressions;

namespace Auditor.Rules.Tests;

/// <summary>
/// What a pattern finds hangs on the text and never on how busy the machine is: a limit of a second made rules fail where the process
/// stood still for one. A limit is for what would take half a minute of a text that strangers wrote.
/// </summary>
public sealed partial class ClocksInPatterns
{
    private const int Shortest = 30_000;

    public static TheoryData<string> Projects =>
        [.. SourceFiles.Projects.Where(project => project.Split('/')[0] is "src" or "rules" or "reports")];

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_pattern_gives_up_by_the_clock_for_being_waited_for(string project) =>
        SourceFiles.Of(project)
            .Select(file => (File: file, Text: File.ReadAllText(file)))
            .SelectMany(source => Limit().Matches(source.Text).Select(match => (source.File, match.Groups["limit"].Value))
                .Concat(Clock().Matches(source.Text).Select(match => (source.File, match.Value))))
            .Where(each => !int.TryParse(
                    each.Value.Replace("_", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
                || limit < Shortest)
            .ShouldBeEmpty();

    // The last argument of an attribute, where it is a number.
    [GeneratedRegex(@"\[GeneratedRegex\((?:(?!\)\]).)*?,\s*(?<limit>[0-9_]+)\)\]", RegexOptions.Singleline)]
    private static partial Regex Limit();

    [GeneratedRegex(@"new Regex\([^;]*TimeSpan[^;]*;", RegexOptions.Singleline)]
    private static partial Regex Clock();
}
