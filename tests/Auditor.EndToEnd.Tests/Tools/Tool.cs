namespace Auditor.EndToEnd.Tests.Tools;

/// <summary>A program that the tests need and the build does not bring.</summary>
internal static class Tool
{
    /// <summary>On a build server a missing tool is a failure: a skipped test would look like a passed one.</summary>
    private static bool Required => Environment.GetEnvironmentVariable("CI") is "true";

    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    /// <summary>Why to skip a test that needs the tools, or null when it is to run.</summary>
    public static string? SkipWithout(params IEnumerable<string?> missing) =>
        Required ? null : missing.FirstOrDefault(reason => reason is not null);

    public static string? Missing(string name) => Find(name) is null ? $"'{name}' is not on the PATH." : null;
}
