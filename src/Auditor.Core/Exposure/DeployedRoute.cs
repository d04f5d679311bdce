using Auditor.Core.Inventory;
using Auditor.Core.Policies;

namespace Auditor.Core.Exposure;

/// <summary>A route as one stage serves it.</summary>
/// <param name="Scope">The account and Region.</param>
/// <param name="Api">The API.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Route">The route; authorization and API key as deployed where that could be read, the rest as configured.</param>
/// <param name="Basis">What authorization was read from.</param>
public sealed record DeployedRoute(Scope Scope, Api Api, Stage Stage, Route Route, Basis Basis)
{
    /// <summary>Whether it is served by the stage's canary deployment.</summary>
    public bool IsCanary { get; init; }

    /// <summary>Why the snapshot was not read, as a sentence; <see langword="null"/> unless <see cref="Basis"/> is <see cref="Basis.WorkingCopy"/>.</summary>
    public string? Caveat { get; init; }

    /// <summary>The requests that reach it, as a resource policy names them.</summary>
    public RouteTarget Target => new()
    {
        Partition = Scope.Partition,
        Region = Scope.Region,
        AccountId = Scope.Account,
        ApiId = Api.Id,
        Stage = Stage.Name,
        Verbs = [Route.Method ?? "ANY"],
        Path = Route.Path ?? "/{proxy+}",
    };
}
