namespace Auditor.EndToEnd.Tests;

/// <summary>Where the sources are that this assembly was built from: the end-to-end tests use scripts beside the code.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Auditor.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new InvalidOperationException($"No folder above '{AppContext.BaseDirectory}' has Auditor.sln.");
    }
}
