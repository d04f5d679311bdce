namespace Auditor.Testing.FakeAws.Estate;

/// <summary>An account as Organizations lists it.</summary>
public sealed record FakeMemberAccount(string Id)
{
    public string Name { get; init; } = $"account-{Id}";

    public string Status { get; init; } = "ACTIVE";
}
