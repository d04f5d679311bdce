using Auditor.Core.Exposure;
using Auditor.Core.Inventory;

namespace Auditor.Cli.Exposures;

/// <summary>One line of <c>auditor exposure</c>: a route of a stage, or what could not be told.</summary>
internal sealed record ExposureRow(Scope Scope, Api? Api, Stage? Stage, DeployedRoute? Route)
{
    /// <summary>Who can call it; <see langword="null"/> where certain callers were asked about.</summary>
    public RouteExposure? Exposure { get; init; }

    /// <summary>Whether certain callers can; <see langword="null"/> where none were asked about.</summary>
    public RouteAccess? Access { get; init; }

    /// <summary>Why it cannot be told.</summary>
    public string? Unknown { get; init; }
}
