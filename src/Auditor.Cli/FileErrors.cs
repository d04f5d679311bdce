namespace Auditor.Cli;

/// <summary>Says why a file cannot be used, as the end of a sentence.</summary>
internal static class FileErrors
{
    public static string Of(string fullPath, Exception exception) => exception switch
    {
        // A directory is reported as access denied, which sends people looking for permissions.
        _ when Directory.Exists(fullPath) => "it is a directory",
        FileNotFoundException or DirectoryNotFoundException => "it does not exist",
        UnauthorizedAccessException => "access is denied",
        _ => exception.Message.TrimEnd('.'),
    };
}
