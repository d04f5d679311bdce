using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>An account as Organizations lists it.</summary>
public sealed record FakeMemberAccount(string Id)
{
    public string Name { get; init; } = $"account-{Id}";

    /// <summary>The organizational units on the way to it, the outermost first.</summary>
    public ImmutableArray<string> Units { get; init; } = [];

    public string Status { get; init; } = "ACTIVE";
}
