namespace Auditor.Rules.Tests;

/// <summary>The C# files that people wrote, of every project.</summary>
internal static class SourceFiles
{
    private static readonly string[] Folders = ["src", "rules", "reports", "samples", "tests"];

    /// <summary>Their paths.</summary>
    public static IEnumerable<string> All => Projects.SelectMany(Of);

    /// <summary>The folders of projects, from the root of the repository, with <c>/</c>.</summary>
    public static IEnumerable<string> Projects => Folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.csproj", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(file) ?? "").Replace('\\', '/'));

    /// <summary>The files of one project.</summary>
    public static IEnumerable<string> Of(string project) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, project), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
}
