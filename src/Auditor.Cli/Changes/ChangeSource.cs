using System.ComponentModel;
using System.Diagnostics;
using Auditor.Cli.Storing;
using Auditor.Core.Text;
using Auditor.Templates.Changes;

namespace Auditor.Cli.Changes;

/// <summary>Reads which lines a change touches: from git, or a diff on standard input.</summary>
internal static class ChangeSource
{
    /// <summary>The change since a branch was made off a reference, with what is not committed yet; <c>-</c> reads a diff.</summary>
    /// <exception cref="UsageException">Git does not know the reference, or is not there.</exception>
    public static async Task<ChangedLines> ReadAsync(string reference, IOContext io, CancellationToken cancellationToken)
    {
        if (reference is InputFile.StandardInput)
        {
            using var reader = new StreamReader(io.Input);
            return ChangedLines.Read(reader);
        }

        // What begins with a hyphen would be an option of git.
        if (reference.Length == 0 || reference.StartsWith('-'))
        {
            throw new UsageException($"--changed-since: {Quote.Of(reference)} is no branch, tag or commit.");
        }

        var diff = await GitAsync(
            ["diff", "--no-color", "--no-ext-diff", "--no-textconv", "--relative", "--unified=0", "--merge-base", reference, "--"],
            reference,
            io,
            cancellationToken)
            .ConfigureAwait(false);
        var changed = ChangedLines.Read(new StringReader(diff));
        foreach (var added in (await GitAsync(["ls-files", "--others", "--exclude-standard"], reference, io, cancellationToken).ConfigureAwait(false))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            changed.AddWhole(added.TrimEnd('\r'));
        }

        return changed;
    }

    private static async Task<string> GitAsync(string[] arguments, string reference, IOContext io, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("git", ["-c", "core.quotepath=off", .. arguments])
        {
            WorkingDirectory = io.WorkingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            using var git = Process.Start(start) ?? throw new UsageException("--changed-since: git did not start.");
            var output = git.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = git.StandardError.ReadToEndAsync(cancellationToken);
            await git.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return git.ExitCode == 0
                ? await output.ConfigureAwait(false)
                : throw new UsageException(
                    $"--changed-since {Quote.Of(reference)}: git says: "
                        + $"{(await error.ConfigureAwait(false)).Trim().Split('\n')[0].TrimEnd('.')}.");
        }
        catch (Win32Exception)
        {
            throw new UsageException("--changed-since: git is not installed; '--changed-since -' reads a diff from standard input.");
        }
    }
}
