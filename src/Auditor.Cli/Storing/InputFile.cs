namespace Auditor.Cli.Storing;

/// <summary>Reads what a command line names: a file, an object in S3, or standard input.</summary>
internal static class InputFile
{
    /// <summary>What stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Opens it, so that it can be read twice.</summary>
    /// <exception cref="UsageException">It lies in S3 and cannot be read there.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public static async Task<Stream> OpenAsync(string path, IOContext io, CancellationToken cancellationToken)
    {
        if (StoredFile.IsOne(path))
        {
            return await StoredFile.OpenAsync(path, io, cancellationToken).ConfigureAwait(false);
        }

        if (path is not StandardInput)
        {
            var file = File.OpenRead(io.FullPath(path));
            if (file.CanSeek)
            {
                return file;
            }

            using var pipe = file;
            return await CopyAsync(pipe, cancellationToken).ConfigureAwait(false);
        }

        // A read from the console blocks its thread and knows no cancellation: whoever waits for it must not wait with it.
        return await CopyAsync(io.Input, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>All of it.</summary>
    /// <inheritdoc cref="OpenAsync" path="/exception"/>
    public static async Task<byte[]> BytesAsync(string path, IOContext io, CancellationToken cancellationToken)
    {
        using var stream = await OpenAsync(path, io, cancellationToken).ConfigureAwait(false);
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
        return bytes;
    }

    private static Task<MemoryStream> CopyAsync(Stream input, CancellationToken cancellationToken) => Task.Run(() =>
    {
        var bytes = new MemoryStream();
        input.CopyTo(bytes);
        bytes.Position = 0;
        return bytes;
    }, cancellationToken).WaitAsync(cancellationToken);
}
