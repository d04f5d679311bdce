namespace Auditor.Samples.Building;

/// <summary>Users, groups and roles.</summary>
internal static class People
{
    public static Principal User(string account, string name, params IEnumerable<string> groups) =>
        new()
        {
            Arn = $"arn:aws:iam::{account}:user/{name}",
            Type = PrincipalType.User,
            Groups = [.. groups.Select(group => $"arn:aws:iam::{account}:group/{group}")],
        };

    public static Principal Group(string account, string name) =>
        new() { Arn = $"arn:aws:iam::{account}:group/{name}", Type = PrincipalType.Group };

    /// <summary>A role that a service takes on.</summary>
    public static Principal Role(string account, string name, string service) => new()
    {
        Arn = $"arn:aws:iam::{account}:role/{name}",
        Type = PrincipalType.Role,
        TrustPolicy = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"{{service}}"},"Action":"sts:AssumeRole"}]}""",
    };
}
