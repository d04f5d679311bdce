namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A page of a portal's product about one endpoint.</summary>
public sealed record FakeEndpointPage(string Method, string Path, string RestApiId, string Stage)
{
    /// <summary>ENABLED or DISABLED.</summary>
    public string TryItState { get; init; } = "ENABLED";
}
