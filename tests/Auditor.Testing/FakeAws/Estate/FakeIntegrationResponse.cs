using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A response of a REST API's integration.</summary>
public sealed record FakeIntegrationResponse
{
    /// <summary>By <c>method.response.header.Name</c>; a fixed text in single quotes.</summary>
    public ImmutableDictionary<string, string> ResponseParameters { get; init; } = [];

    /// <summary>By content type.</summary>
    public ImmutableDictionary<string, string> ResponseTemplates { get; init; } = [];

    /// <summary>What API Gateway's console makes of "Enable CORS".</summary>
    public static FakeIntegrationResponse Cors(string origin) => new()
    {
        ResponseParameters = ImmutableDictionary<string, string>.Empty
            .Add("method.response.header.Access-Control-Allow-Headers", "'Content-Type,Authorization'")
            .Add("method.response.header.Access-Control-Allow-Methods", "'GET,OPTIONS'")
            .Add("method.response.header.Access-Control-Allow-Origin", $"'{origin}'"),
    };
}
