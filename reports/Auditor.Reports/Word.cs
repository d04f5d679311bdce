using System.Text.Json;

namespace Auditor.Reports;

/// <summary>Writes members of enums as reports spell them.</summary>
internal static class Word
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
