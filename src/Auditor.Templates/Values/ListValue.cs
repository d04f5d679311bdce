using Auditor.Core.Findings;

namespace Auditor.Templates.Values;

/// <summary>A list.</summary>
internal sealed record ListValue(SourcePlace Place, ImmutableArray<Value> All) : Value(Place)
{
    public override ImmutableArray<Value> Items => All;

    public override string? OpenBecause => All.Select(item => item.OpenBecause).FirstOrDefault(reason => reason is not null);
}
