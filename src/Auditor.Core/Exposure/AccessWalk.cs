using System.Collections.Immutable;

namespace Auditor.Core.Exposure;

/// <summary>A class of requests to a route, walked through everything that AWS asks.</summary>
/// <param name="Route">The route.</param>
/// <param name="Guard">What it asks of callers.</param>
/// <param name="Passages">Each combination of callers and endpoint, those that get furthest first; empty where the walk ends before there
/// is one.</param>
/// <param name="Stop">The step at which it ends before there is a passage.</param>
internal sealed record AccessWalk(DeployedRoute Route, RouteGuard Guard, ImmutableArray<Passage> Passages, WalkStep? Stop);
