namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A mapping of a path of a domain to a stage of an API. A key with a slash exists only in v2 (aws-facts.md A.4).</summary>
public sealed record FakeMapping(string ApiId, string Stage, string Key = "")
{
    public string Id { get; init; } = FakeId.Of("mapping", $"{ApiId} {Stage} {Key}", 6);
}
