namespace Auditor.Core.Tests.Policies;

/// <summary>A fact about the recorded policies beside the repository; skipped, with the reason, where they are not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RecordedPoliciesAttribute : FactAttribute
{
    public RecordedPoliciesAttribute()
    {
        if (File.Length == 0)
        {
            Skip = "There is no ../shared/recordings/policies.jsonl beside the repository.";
        }
    }

    /// <summary>Path of the recordings; empty where there are none.</summary>
    public static string File { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "recordings", "policies.jsonl");
            if (System.IO.File.Exists(file))
            {
                return file;
            }
        }

        return "";
    }
}
