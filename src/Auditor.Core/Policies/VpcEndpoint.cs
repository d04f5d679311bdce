namespace Auditor.Core.Policies;

/// <summary>An interface endpoint for execute-api.</summary>
/// <param name="Id">Such as <c>vpce-0a1b2c3d4e5f67890</c>.</param>
/// <param name="VpcId">Its VPC; null where it is not known.</param>
public sealed record VpcEndpoint(string Id, string? VpcId = null);
