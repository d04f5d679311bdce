namespace Auditor.Core.Exposure;

/// <summary>Something that was read and that a finding rests on.</summary>
/// <param name="What">The property in API Gateway's words, or a step of a path: <c>authorizationType</c>, <c>resource policy</c>.</param>
/// <param name="Value">What it said: <c>NONE</c>.</param>
public sealed record Evidence(string What, string Value)
{
    /// <summary>JSON pointer into the inventory, where it stands in another place than the thing itself.</summary>
    public string? Pointer { get; init; }
}
