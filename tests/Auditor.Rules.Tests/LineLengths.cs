namespace Auditor.Rules.Tests;

/// <summary>
/// Lines end at 140 characters. What is longer from before has a budget for each project, which only ever shrinks: a project without one
/// has none.
/// </summary>
public sealed class LineLengths
{
    private const int Longest = 140;

    private static readonly Dictionary<string, int> Budgets = new(StringComparer.Ordinal)
    {
        ["reports/Auditor.Reports"] = 44,
        ["rules/Auditor.Rules"] = 48,
        ["samples/Auditor.Samples"] = 43,
        ["src/Auditor.Aws"] = 91,
        ["src/Auditor.Cli"] = 85,
        ["src/Auditor.Core"] = 166,
        ["src/Auditor.Templates"] = 90,
        ["tests/Auditor.Aws.Tests"] = 191,
        ["tests/Auditor.Benchmarks"] = 82,
        ["tests/Auditor.Cli.Tests"] = 68,
        ["tests/Auditor.Core.Tests"] = 178,
        ["tests/Auditor.EndToEnd.Tests"] = 20,
        ["tests/Auditor.Reports.Tests"] = 43,
        ["tests/Auditor.Rules.Tests"] = 169,
        ["tests/Auditor.Templates.Tests"] = 30,
        ["tests/Auditor.Testing"] = 153,
    };

    public static TheoryData<string> Projects => [.. SourceFiles.Projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_more_lines_of_a_project_are_too_long_than_were(string project)
    {
        var tooLong = SourceFiles.Of(project)
            .SelectMany(file => File.ReadLines(file)
                .Index()
                .Where(line => line.Item.Length > Longest)
                .Select(line => $"{file}:{line.Index + 1}"))
            .ToList();

        tooLong.Count.ShouldBeLessThanOrEqualTo(
            Budgets.GetValueOrDefault(project),
            $"Wrap your lines after {Longest} characters. Some that are longer: {string.Join(", ", tooLong.TakeLast(3))}");
    }

    [Fact]
    public void Every_budget_is_that_of_a_project() => Budgets.Keys.Except(SourceFiles.Projects, StringComparer.Ordinal).ShouldBeEmpty();
}
