namespace Auditor.Cli;

/// <summary>Says why a file cannot be used, as the end of a sentence.</summary>
internal static class FileErrors
{
    /// <summary>
    /// Whether a file, or the disk, could not be used. A limit on the size of files (EFBIG) comes as an argument that is out of range.
    /// </summary>
    public static bool IsOne(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException { ParamName: "value", Source: "System.Private.CoreLib" };

    public static string Of(string fullPath, Exception exception) => exception switch
    {
        // A directory is reported as access denied, which sends people looking for permissions.
        _ when Directory.Exists(fullPath) => "it is a directory",
        FileNotFoundException or DirectoryNotFoundException => "it does not exist",
        UnauthorizedAccessException => "access is denied",
        _ => exception.Message.TrimEnd('.'),
    };
}
