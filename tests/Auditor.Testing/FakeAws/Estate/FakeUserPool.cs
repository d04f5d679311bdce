namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A user pool of Cognito.</summary>
public sealed record FakeUserPool(string Id)
{
    public string Name { get; init; } = Id;

    /// <summary>False: anyone can make an account (aws-facts.md A.5).</summary>
    public bool AllowAdminCreateUserOnly { get; init; }

    public string MfaConfiguration { get; init; } = "OFF";
}
