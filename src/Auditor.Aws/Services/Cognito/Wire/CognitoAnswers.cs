namespace Auditor.Aws.Services.Cognito.Wire;

internal sealed record UserPoolAnswer
{
    public UserPool? UserPool { get; init; }
}

internal sealed record UserPool
{
    public string? Name { get; init; }

    public string? MfaConfiguration { get; init; }

    public AdminCreateUserConfig? AdminCreateUserConfig { get; init; }
}

internal sealed record AdminCreateUserConfig
{
    public bool? AllowAdminCreateUserOnly { get; init; }
}
