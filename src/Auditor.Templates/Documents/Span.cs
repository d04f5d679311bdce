using Auditor.Core.Findings;

namespace Auditor.Templates.Documents;

/// <summary>
/// Where a node stands. Of a template of 50 KB there are 3,600, and few become the place of a finding: without what reports add to that, a
/// place takes a third of the memory.
/// </summary>
internal readonly record struct Span(string File, int Line, int Column, int EndLine, int EndColumn)
{
    public static Span Of(SourcePlace place) => new(place.File, place.Line, place.Column, place.EndLine, place.EndColumn);

    public SourcePlace Place => new(File, Line, Column, EndLine, EndColumn);
}
