using Auditor.Core.Policies;

namespace Auditor.Core.Exposure;

/// <summary>Requests that reach a route through one endpoint.</summary>
/// <param name="Target">All of them, as execute-api resources.</param>
/// <param name="Verb">The verb of one of them; empty for a WebSocket API.</param>
/// <param name="Path">The path of one of them, as the API sees it; empty for a WebSocket API.</param>
public sealed record ReachedRequests(RouteTarget Target, string Verb, string Path);
