namespace Auditor.Core.Files;

/// <summary>Tells what .NET throws where a file, or the disk, cannot be used.</summary>
public static class FileFailure
{
    /// <summary>
    /// Whether a file, or the disk, could not be used. A limit on the size of files (EFBIG) comes as an argument that is out of range.
    /// </summary>
    public static bool IsOne(Exception exception) =>
        exception is IOException
            or UnauthorizedAccessException
            or ArgumentOutOfRangeException { ParamName: "value", Source: "System.Private.CoreLib" };

    /// <summary>Why it could not be used, as the end of a sentence: <c>it does not exist</c>.</summary>
    /// <param name="fullPath">The file's whole path.</param>
    /// <param name="exception">What .NET threw.</param>
    public static string Reason(string fullPath, Exception exception) => exception switch
    {
        // A directory is reported as access denied, which sends people looking for permissions.
        _ when Directory.Exists(fullPath) => "it is a directory",
        FileNotFoundException or DirectoryNotFoundException => "it does not exist",
        UnauthorizedAccessException => "access is denied",
        _ => exception.Message.TrimEnd('.'),
    };
}
