namespace Auditor.Core.Findings;

/// <summary>A part of a file, from its first character to the one behind its last; lines and columns are counted from 1.</summary>
/// <param name="File">The path with forward slashes, as it was named.</param>
/// <param name="Line">The first line.</param>
/// <param name="Column">The first character in it.</param>
/// <param name="EndLine">The last line.</param>
/// <param name="EndColumn">The character behind the last one in it.</param>
public sealed record SourcePlace(string File, int Line, int Column, int EndLine, int EndColumn)
{
    /// <summary>What stands there in the words of the file, <c>Resources/Api/Properties/Auth</c>.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// The text of the first line without the white space around it and without secrets; <see langword="null"/> when it was not kept.
    /// </summary>
    public string? Text { get; init; }
}
