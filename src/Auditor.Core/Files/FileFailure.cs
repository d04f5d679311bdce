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
}
