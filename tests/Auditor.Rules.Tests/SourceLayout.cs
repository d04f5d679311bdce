namespace Auditor.Rules.Tests;

/// <summary>
/// What the build does not look at: the order of usings, <c>System</c> first, and how files begin and end. <c>dotnet format</c> mends both;
/// to ask it about usings takes a quarter of a minute.
/// </summary>
public sealed class SourceLayout
{
    [Fact]
    public void Usings_are_in_order()
    {
        var mixed = SourceFiles.All
            .Where(file => Names(file) is var names && !names.SequenceEqual(InOrder(names), StringComparer.Ordinal));

        mixed.ShouldBeEmpty("dotnet format style --diagnostics IMPORTS");
    }

    [Fact]
    public void Lines_end_with_a_line_feed_the_last_one_too_and_nothing_stands_before_the_first()
    {
        var other = SourceFiles.All.Where(file => File.ReadAllBytes(file) is var bytes
            && (bytes is not [.., (byte)'\n'] || bytes.AsSpan().StartsWith("\uFEFF"u8) || bytes.AsSpan().Contains((byte)'\r')));

        other.ShouldBeEmpty("dotnet format whitespace");
    }

    [Theory]
    [InlineData("Auditor.Core", "System.Text")]
    [InlineData("System.Text.Json", "System.Text")]
    public void What_is_mixed_up_is_noticed(string first, string second) =>
        InOrder([first, second]).ShouldBe([second, first]);

    private static List<string> Names(string file) =>
    [
        .. File.ReadLines(file)
            .TakeWhile(line => !line.StartsWith("namespace ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("using ", StringComparison.Ordinal) && !line.Contains('=', StringComparison.Ordinal))
            .Where(line => !line.StartsWith("using static ", StringComparison.Ordinal))
            .Select(line => line["using ".Length..].TrimEnd(';')),
    ];

    private static IEnumerable<string> InOrder(IEnumerable<string> names) => names
        .OrderBy(name => name is not "System" && !name.StartsWith("System.", StringComparison.Ordinal))
        .ThenBy(name => name, StringComparer.OrdinalIgnoreCase);
}
