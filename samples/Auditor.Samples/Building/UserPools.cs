namespace Auditor.Samples.Building;

/// <summary>Cognito user pools.</summary>
internal static class UserPools
{
    /// <summary>One in which only Acme's own systems create accounts.</summary>
    public static UserPool Closed(string arn, string name) =>
        new() { Arn = arn, Settings = new UserPoolSettings { Name = name, AllowsSelfSignUp = false, MfaConfiguration = "OPTIONAL" } };
}
