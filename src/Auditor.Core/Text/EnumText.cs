namespace Auditor.Core.Text;

/// <summary>Writes members of enums as people write them in options and sentences.</summary>
public static class EnumText
{
    /// <summary>In lower case: <c>high</c>.</summary>
#pragma warning disable CA1308 // Severities and options are written in lower case.
    public static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}
