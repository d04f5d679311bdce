namespace Auditor.Templates.Files;

/// <summary>Lists the files that paths name: a file itself, of a folder those in it that may be templates.</summary>
internal static class PathFiles
{
    private const int MostFiles = 100_000;

    private static readonly ImmutableHashSet<string> LeftOut = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, ".git", "node_modules", "bin", "obj", ".terraform", ".venv", "__pycache__");

    private static readonly ImmutableHashSet<string> Extensions = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, ".json", ".yaml", ".yml", ".template", ".cfn", ".tf");

    /// <summary>The files with their names as people wrote them, in order; <c>IsNamed</c> where somebody named the file itself.</summary>
    public static IEnumerable<(string Path, string Name, bool IsNamed)> In(IEnumerable<string> paths, string workingDirectory)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            var full = Path.GetFullPath(path, workingDirectory);
            if (!Directory.Exists(full))
            {
                if (seen.Add(full))
                {
                    yield return (full, Name(full, workingDirectory), true);
                }

                continue;
            }

            foreach (var file in Below(full).Take(MostFiles).Where(seen.Add))
            {
                yield return (file, Name(file, workingDirectory), false);
            }
        }
    }

    // Links are not followed: they may lead out of the folder, or in a circle.
    private static IEnumerable<string> Below(string folder)
    {
        var open = new Stack<string>([folder]);
        while (open.TryPop(out var at))
        {
            FileSystemInfo[] entries;
            try
            {
                entries = [.. new DirectoryInfo(at).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal)];
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                continue;
            }

            foreach (var file in entries.OfType<FileInfo>().Where(file => file.LinkTarget is null && Extensions.Contains(file.Extension)))
            {
                yield return file.FullName;
            }

            foreach (var inner in entries.OfType<DirectoryInfo>()
                .Reverse()
                .Where(inner => inner.LinkTarget is null && !LeftOut.Contains(inner.Name) && !IsAsset(inner)))
            {
                open.Push(inner.FullName);
            }
        }
    }

    // Code and files that CDK uploads: what is a nested stack lies beside its template.
    private static bool IsAsset(DirectoryInfo folder) => folder.Name.StartsWith("asset.", StringComparison.Ordinal)
        && folder.Parent is { } parent
        && File.Exists(Path.Combine(parent.FullName, "cdk.out"));

    private static string Name(string full, string workingDirectory)
    {
        var relative = Path.GetRelativePath(workingDirectory, full);
        return (relative.StartsWith("..", StringComparison.Ordinal) ? full : relative).Replace('\\', '/');
    }
}
