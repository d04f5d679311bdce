namespace Auditor.Cli.Tests.Support;

/// <summary>The checkout that the tests run in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Auditor.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Auditor.sln above {AppContext.BaseDirectory}.");
    }
}
