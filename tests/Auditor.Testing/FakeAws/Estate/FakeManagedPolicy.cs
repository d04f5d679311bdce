namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A managed policy, the customer's or AWS's.</summary>
public sealed record FakeManagedPolicy(string Name, string Document)
{
    public string Path { get; init; } = "/";

    public bool IsAwsManaged { get; init; }

    public int AttachmentCount { get; init; } = 1;
}
