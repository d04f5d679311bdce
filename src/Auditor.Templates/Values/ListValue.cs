using Auditor.Core.Findings;

namespace Auditor.Templates.Values;

/// <summary>A list.</summary>
internal sealed record ListValue(SourcePlace Place, ImmutableArray<Value> All) : Value(Place)
{
    public override ImmutableArray<Value> Items => All;

    public override Value PartOf(string path) =>
        this with { Place = Place with { Path = path }, All = [.. All.Select(item => item.PartOf(path))] };

    public override string? OpenBecause => All.Select(item => item.OpenBecause).FirstOrDefault(reason => reason is not null);
}
