using System.Diagnostics;

namespace Auditor.Reports.Tests.Commands;

/// <summary>A test that runs the AWS CLI: left out where it is not installed, except in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AwsCliFactAttribute : FactAttribute
{
    public AwsCliFactAttribute()
    {
        if (!Repository.IsContinuousIntegration && !IsInstalled())
        {
            Skip = "The AWS CLI is no package of python3 (pip install awscli).";
        }
    }

    private static bool IsInstalled()
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo(
                "python3", ["-c", "import awscli"])
            { RedirectStandardError = true, RedirectStandardOutput = true });
            python?.WaitForExit();
            return python?.ExitCode == 0 && !OperatingSystem.IsWindows();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
