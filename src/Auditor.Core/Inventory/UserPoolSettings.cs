namespace Auditor.Core.Inventory;

/// <summary>What <c>cognito-idp:DescribeUserPool</c> answers, as far as it decides who gets a token.</summary>
public sealed record UserPoolSettings
{
    public string? Name { get; init; }

    /// <summary>Whether anybody can create an account (<c>AdminCreateUserConfig.AllowAdminCreateUserOnly</c> is false).</summary>
    public required bool AllowsSelfSignUp { get; init; }

    /// <summary><c>OFF</c>, <c>ON</c> or <c>OPTIONAL</c>.</summary>
    public string? MfaConfiguration { get; init; }
}
