namespace Auditor.Core.Exposure;

/// <summary>The ways into a stage.</summary>
public enum EndpointKind
{
    /// <summary>The execute-api name that API Gateway gives every API.</summary>
    DefaultEndpoint,

    /// <summary>A custom domain name that is mapped to the stage.</summary>
    CustomDomain,
}
