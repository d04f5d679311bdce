using System.Text.RegularExpressions;

namespace Auditor.EndToEnd.Tests.Documents;

/// <summary>Each sentence of SECURITY.md names the tests that hold it: they are there.</summary>
public sealed partial class SecurityPageTests
{
    private static readonly string Tests = Path.Combine(Repository.Root, "tests");

    // The rows of its tables, without their heads.
    private static readonly string[] Rows =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "SECURITY.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.EndsWith("held by |", StringComparison.Ordinal)),
    ];

    [Fact]
    public void Every_row_names_a_test()
    {
        Rows.Length.ShouldBeGreaterThan(10);
        Rows.ShouldAllBe(row => NamesOfTests().IsMatch(LastCell(row)));
    }

    [Fact]
    public void Every_test_that_is_named_is_there()
    {
        // Tests of two projects may have one name.
        var sources = Directory.EnumerateFiles(Tests, "*.cs", SearchOption.AllDirectories)
            .ToLookup(Path.GetFileNameWithoutExtension, File.ReadAllText, StringComparer.Ordinal);
        foreach (var name in Rows.SelectMany(row => NamesOfTests().Matches(LastCell(row))))
        {
            var (type, test) = (name.Groups["type"].Value, name.Groups["test"].Value);

            // An attribute that makes a method a test stands before it, with no other method in between.
            var made = $@"\[\w*(Fact|Theory)\b(?:(?!public ).)*public (async )?(Task|void) {test}\(";
            sources[type].Any(source => Regex.IsMatch(source, made, RegexOptions.Singleline)).ShouldBeTrue($"{type}.{test} in SECURITY.md");
        }
    }

    private static string LastCell(string row) => row.TrimEnd('|', ' ').Split('|')[^1];

    [GeneratedRegex("`(?<type>[A-Z][A-Za-z]+)[.](?<test>[A-Za-z_]+)`")]
    private static partial Regex NamesOfTests();
}
