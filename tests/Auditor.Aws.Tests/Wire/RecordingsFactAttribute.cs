using System.Runtime.CompilerServices;

namespace Auditor.Aws.Tests.Wire;

/// <summary>Runs where the third-party recordings of real AWS answers are at hand; they are not part of the project.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RecordingsFactAttribute : FactAttribute
{
    public RecordingsFactAttribute()
    {
        if (Folder is null)
        {
            Skip = "The folder ../shared/recordings, with third-party recordings of answers of AWS, is not there.";
        }
    }

    /// <summary>Beside the checkout, or beside what it is a worktree of.</summary>
    public static string? Folder { get; } = Find();

    private static string? Find([CallerFilePath] string source = "")
    {
        for (var folder = Path.GetDirectoryName(source); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var candidate = Path.Combine(folder, "shared", "recordings");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return Environment.GetEnvironmentVariable("AUDITOR_RECORDINGS") is { Length: > 0 } named && Directory.Exists(named) ? named : null;
    }
}
