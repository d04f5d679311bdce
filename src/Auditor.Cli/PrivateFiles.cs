using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Auditor.Cli;

/// <summary>Makes every file that a command writes about accounts one that only its owner may read (0600, folders 0700).</summary>
/// <remarks>
/// By the mask of the process, so that no writer can forget it. Files that people keep in their repositories, such as suppressions, stay as
/// they are.
/// </remarks>
internal static class PrivateFiles
{
    private const uint NobodyElse = 0b000_111_111;

    private static readonly ImmutableArray<string> WriteAboutAccounts =
    [
        "scan", "collect", "check", "merge", "diff", "exposure", "explain-access",
    ];

    // Like the mask itself, that of the process.
    private static bool _isMasked;

    /// <param name="command">What the command is called.</param>
    /// <param name="isWorldReadable">Whether others may read what is written, after all.</param>
    public static void Apply(string command, bool isWorldReadable)
    {
        if (!OperatingSystem.IsWindows() && !isWorldReadable && WriteAboutAccounts.Contains(command))
        {
            _ = SetMask(NobodyElse);
            _isMasked = true;
        }
    }

    /// <summary>
    /// Takes a file that was there before, which the mask does not change, from everybody but its owner, unless others are to read what is
    /// written.
    /// </summary>
    public static void Take(string path)
    {
        if (!OperatingSystem.IsWindows() && _isMasked)
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) & ~(UnixFileMode)NobodyElse);
        }
    }

#pragma warning disable SYSLIB1054 // A generated import would need unsafe code in the whole project for one number.
    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint SetMask(uint mask);
#pragma warning restore SYSLIB1054
}
