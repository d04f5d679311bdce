using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A managed policy, the customer's or AWS's.</summary>
public sealed record FakeManagedPolicy(string Name, string Document)
{
    public string Path { get; init; } = "/";

    /// <summary>Documents of versions that are not the default one: the newest of all may be among them.</summary>
    public ImmutableArray<string> OtherVersions { get; init; } = [];

    public bool IsAwsManaged { get; init; }

    public int AttachmentCount { get; init; } = 1;
}
