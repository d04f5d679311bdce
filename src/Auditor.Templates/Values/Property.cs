using Auditor.Core.Findings;

namespace Auditor.Templates.Values;

/// <summary>A member of an object.</summary>
internal sealed record Property(string Name, SourcePlace NamePlace, Value Value)
{
    /// <summary>From the name to the end of the value.</summary>
    public SourcePlace Place => NamePlace.File != Value.Place.File || NamePlace.Line > Value.Place.EndLine
        ? NamePlace
        : NamePlace with { EndLine = Value.Place.EndLine, EndColumn = Value.Place.EndColumn };
}
