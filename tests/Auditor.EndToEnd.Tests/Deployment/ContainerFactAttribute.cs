using System.Diagnostics;
using Auditor.EndToEnd.Tests.Tools;

namespace Auditor.EndToEnd.Tests.Deployment;

/// <summary>
/// Where this process may change root and mount, which cannot be installed: elsewhere it is skipped, on build servers too.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ContainerFactAttribute : FactAttribute
{
    public ContainerFactAttribute() => Skip = Reason() ?? new MotoFactAttribute().Skip;

    private static string? Reason()
    {
        if (Environment.UserName is not "root" || Tool.Find("unshare") is null || Tool.Find("dpkg") is null)
        {
            return "A container without an engine needs root, unshare and the packages of a Debian.";
        }

        var start = new ProcessStartInfo("unshare", ["--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]) { RedirectStandardError = true };
        using var attempt = Process.Start(start);
        attempt?.WaitForExit();
        return attempt?.ExitCode is 0 ? null : "Mounts are not allowed here.";
    }
}
