using System.Collections.Immutable;

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

    /// <summary>The line and those around it, without secrets; empty when they were not kept.</summary>
    public ImmutableArray<SourceLine> Around { get; init; } = [];

    /// <summary>What to write in its place; <see langword="null"/> where more than one value in one place has to change.</summary>
    public SourceFix? Fix { get; init; }

    /// <summary>The path of the construct that made it (CDK); <see langword="null"/> when none did.</summary>
    public string? Construct { get; init; }
}
