using Auditor.Core.Files;

namespace Auditor.Cli.Storing;

/// <summary>What is on this machine only on its way to or from S3: its owner's alone.</summary>
internal static class TemporaryFiles
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a folder.</summary>
    /// <exception cref="UsageException">It cannot be made.</exception>
    public static string Folder(IOContext io) => Make(io, path =>
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnersFile | UnixFileMode.UserExecute);
        }

        return path;
    });

    /// <summary>Makes a file that is gone when it is closed.</summary>
    /// <exception cref="UsageException">It cannot be made.</exception>
    public static FileStream File(IOContext io) => Make(io, path =>
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnersFile;
        }

        return new FileStream(path, options);
    });

    private static T Make<T>(IOContext io, Func<string, T> make)
    {
        var folder = io.Environment.GetValueOrDefault("TMPDIR") is { Length: > 0 } named ? io.FullPath(named) : Path.GetTempPath();
        try
        {
            return make(Path.Combine(folder, $"auditor-{Guid.NewGuid():N}"));
        }
        catch (Exception exception) when (FileFailure.IsOne(exception))
        {
            throw new UsageException(
                $"What goes to S3, or comes from it, lies in '{folder}' meanwhile, and that cannot be written to: set TMPDIR to a folder "
                    + "that can.");
        }
    }
}
