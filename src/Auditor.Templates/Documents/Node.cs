using Auditor.Core.Findings;

namespace Auditor.Templates.Documents;

/// <summary>A part of a YAML or JSON document with its place.</summary>
internal abstract record Node(Span Span)
{
    public SourcePlace Place => Span.Place;
}
