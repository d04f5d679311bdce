using System.Text.RegularExpressions;

namespace Auditor.Rules.Tests;

/// <summary>Who reads a type's name knows which one it is: no two have the same, in whatever project and folder.</summary>
public sealed partial class TypeNames
{
    private static readonly string[] Folders = ["src", "rules", "reports"];

    // What AWS answers and what consumers of a format expect are called as they call it.
    private static readonly string[] NamedByOthers = [".Wire", ".Asff", ".Ocsf", ".Sarif"];

    [Fact]
    public void No_two_types_have_one_name()
    {
        var types = Folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
            .SelectMany(Declared)
            .Where(type => !NamedByOthers.Any(name => type.Namespace.EndsWith(name, StringComparison.Ordinal)))
            .Distinct()
            .ToList();

        types.Count.ShouldBeGreaterThan(800);
        types.GroupBy(type => type.Name, StringComparer.Ordinal)
            .Where(named => named.Count() > 1)
            .Select(named => $"{named.Key}: {string.Join(", ", named.Select(type => type.Namespace))}")
            .ShouldBeEmpty();
    }

    private static IEnumerable<(string Name, string Namespace)> Declared(string file)
    {
        var text = File.ReadAllText(file);
        var place = Namespace().Match(text).Groups["name"].Value;
        return Type().Matches(text).Select(type => (type.Groups["name"].Value, place));
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline, 30_000)]
    private static partial Regex Namespace();

    // What stands at the left margin is nested in nothing. A type and the same with parameters share a name, and a namespace.
    [GeneratedRegex(
        @"^(public|internal)( static| sealed| abstract| readonly| partial)* (class|record struct|record|struct|enum|interface) (?<name>\w+)",
        RegexOptions.Multiline,
        30_000)]
    private static partial Regex Type();
}
