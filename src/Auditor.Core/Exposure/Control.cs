namespace Auditor.Core.Exposure;

/// <summary>What one of the three domains lets through on the way to a route.</summary>
/// <param name="Kind">The domain.</param>
/// <param name="LetsThrough">For people: <c>anyone on the internet</c>.</param>
/// <param name="Holds">Whether it keeps out somebody whom the others do not have to.</param>
public sealed record Control(ControlKind Kind, string LetsThrough, bool Holds);
