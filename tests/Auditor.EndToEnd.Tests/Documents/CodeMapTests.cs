using System.Text.RegularExpressions;

namespace Auditor.EndToEnd.Tests.Documents;

/// <summary>src/README.md says where the code is that does something: it is there.</summary>
public sealed partial class CodeMapTests
{
    [Fact]
    public void Every_file_and_folder_that_the_map_names_is_there()
    {
        var src = Path.Combine(Repository.Root, "src");
        var named = 0;
        foreach (var row in File.ReadLines(Path.Combine(src, "README.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal)))
        {
            // What follows a name of a file or folder in one row stands beside it.
            var folder = src;
            foreach (var name in Quoted().Matches(row.Split('|')[2]).Select(match => match.Groups[1].Value).Where(IsPlace))
            {
                var path = new[]
                {
                    Path.Combine(src, name),
                    Path.Combine(folder, name),
                    Path.Combine(Path.GetDirectoryName(folder) ?? src, name),
                }
                    .FirstOrDefault(Path.Exists);
                path.ShouldNotBeNull($"{name} in: {row}");
                folder = File.Exists(path) ? Path.GetDirectoryName(path) ?? src : path;
                named++;
            }
        }

        named.ShouldBeGreaterThan(60);
    }

    // Patterns are for people.
    private static bool IsPlace(string name) =>
        name.IndexOfAny(['<', '{', ' ']) < 0
            && (name.Contains('/', StringComparison.Ordinal) || name.EndsWith(".cs", StringComparison.Ordinal) || char.IsUpper(name[0]))
            && name != "auditor.yaml";

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
