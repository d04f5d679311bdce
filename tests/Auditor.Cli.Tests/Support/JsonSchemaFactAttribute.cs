using System.Diagnostics;

namespace Auditor.Cli.Tests.Support;

/// <summary>A test that asks Python's jsonschema: left out where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class JsonSchemaFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> Installed = new(IsInstalled);

    public JsonSchemaFactAttribute()
    {
        if (!Installed.Value && Environment.GetEnvironmentVariable("CI") is not "true")
        {
            Skip = "Python's jsonschema is not installed (pip install jsonschema).";
        }
    }

    private static bool IsInstalled()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(
                "python3",
                ["-c", "from jsonschema import Draft202012Validator"])
            { RedirectStandardError = true, RedirectStandardOutput = true });
            process?.WaitForExit();
            return process?.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
