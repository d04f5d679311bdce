using Auditor.Core.Inventory;

namespace Auditor.Core.Exposure;

/// <summary>Answers who can call each route of an inventory.</summary>
public sealed class ExposureMap
{
    /// <summary>Nothing is worked out before it is asked for.</summary>
    public ExposureMap(Estate estate) => Estate = estate;

    internal Estate Estate { get; }

    /// <summary>Who can call a route as a stage serves it.</summary>
    public Fact<RouteExposure> Of(DeployedRoute route) => throw new NotSupportedException($"Exposure of {route}");

    /// <summary>The widest audience of an API's stages.</summary>
    public Fact<Audience> AudienceOf(Scope scope, Api api) => throw new NotSupportedException($"Exposure of {scope} {api}");

    /// <summary>The widest audience of a stage's routes.</summary>
    public Fact<Audience> AudienceOf(Scope scope, Api api, Stage stage) => throw new NotSupportedException($"Exposure of {scope} {api} {stage}");

    /// <summary>The widest audience of some routes.</summary>
    public Fact<Audience> AudienceOf(IEnumerable<DeployedRoute> routes) => throw new NotSupportedException($"Exposure of {routes}");
}
