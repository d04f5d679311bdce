using System.Runtime.CompilerServices;

namespace Auditor.Rules.Tests;

/// <summary>The files that tests compare with.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string RulesFolder { get; } = Path.Combine(Root, "rules");

    private static string Find([CallerFilePath] string here = "")
    {
        var folder = Path.GetDirectoryName(here);
        while (folder is not null && !File.Exists(Path.Combine(folder, "Auditor.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException($"There is no Auditor.sln above '{here}'.");
    }
}
