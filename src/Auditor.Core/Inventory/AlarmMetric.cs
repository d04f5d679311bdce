using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>A metric of the namespace <c>AWS/ApiGateway</c> that an alarm watches.</summary>
public sealed record AlarmMetric
{
    /// <summary><c>5XXError</c>, <c>5xx</c>, <c>Latency</c>, ...</summary>
    public required string Name { get; init; }

    /// <summary><c>ApiName</c> (REST), <c>ApiId</c> (HTTP and WebSocket), <c>Stage</c>, ...</summary>
    public ImmutableSortedDictionary<string, string> Dimensions { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
