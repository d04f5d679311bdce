using Auditor.Core.Findings;

namespace Auditor.Templates.Values;

/// <summary>Something that is set, and the template does not tell to what.</summary>
internal sealed record OpenValue(SourcePlace Place, string Because) : Value(Place)
{
    public override Value PartOf(string path) => this with { Place = Place with { Path = path } };

    public override string? OpenBecause => Because;

    // What it holds is as unknown as it is.
    public override Value? this[string name] => this;
}
