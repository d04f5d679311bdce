using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A method of a REST API.</summary>
public sealed record FakeMethod(string HttpMethod, string Path)
{
    public string AuthorizationType { get; init; } = "NONE";

    public string? AuthorizerId { get; init; }

    public ImmutableArray<string> AuthorizationScopes { get; init; } = [];

    public bool ApiKeyRequired { get; init; }

    public string? RequestValidatorId { get; init; }

    public string? OperationName { get; init; }

    public ImmutableDictionary<string, bool> RequestParameters { get; init; } = [];

    public ImmutableDictionary<string, string> RequestModels { get; init; } = [];

    /// <summary>Null: the method has none yet, which AWS lets stand until a deployment.</summary>
    public FakeIntegration? Integration { get; init; } = new();
}
