using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A metric series.</summary>
public sealed record FakeMetric(string Name)
{
    public string Namespace { get; init; } = "AWS/ApiGateway";

    public ImmutableSortedDictionary<string, string> Dimensions { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableArray<FakeDataPoint> Points { get; init; } = [];
}
