using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>
/// A customised gateway response of a REST API; the types that are not customised are listed with <c>defaultResponse</c> true.
/// </summary>
public sealed record FakeGatewayResponse(string ResponseType)
{
    public string? StatusCode { get; init; }

    public ImmutableDictionary<string, string> ResponseParameters { get; init; } = [];

    public ImmutableDictionary<string, string> ResponseTemplates { get; init; } = [];
}
