namespace Auditor.Core.Inventory;

/// <summary>A Cognito user pool that an authorizer trusts.</summary>
public sealed record UserPool
{
    public required string Arn { get; init; }

    /// <summary>How it is set up; <see langword="null"/> when there is no such pool.</summary>
    public Fact<UserPoolSettings?> Settings { get; init; }
}
