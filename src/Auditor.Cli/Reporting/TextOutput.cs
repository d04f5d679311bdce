using System.Text;
using Auditor.Core.Files;
using Auditor.Core.Text;
using Auditor.Storage;

namespace Auditor.Cli.Reporting;

/// <summary>Where <c>--output</c> says that a text goes: to a file, whole or not at all, or to standard output.</summary>
/// <param name="io">The outside world.</param>
/// <param name="option">The name of the option, for what goes wrong.</param>
internal sealed class TextOutput(IOContext io, string option)
{
    /// <param name="file">The file; <see langword="null"/> for standard output.</param>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="isProgram">Whether its owner may run the file.</param>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public async Task WriteAsync(string? file, string text, CancellationToken cancellationToken, bool isProgram = false)
    {
        if (file is null)
        {
            await io.Output.WriteAsync(text.AsMemory(), cancellationToken).ConfigureAwait(false);
            return;
        }

        if (StorageAddress.IsMeant(file))
        {
            throw new UsageException(
                $"{option}: {Quote.Of(file)} is a place in S3, and this writes a file of this machine: leave {option} out and pipe it "
                    + "('| aws s3 cp - s3://...').");
        }

        var path = io.FullPath(file);
        try
        {
            WholeFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
            if (isProgram && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
        catch (Exception exception) when (FileFailure.IsOne(exception))
        {
            throw new UsageException($"{option}: {Quote.Of(file)} cannot be written: {FileFailure.Reason(path, exception)}.");
        }
    }
}
