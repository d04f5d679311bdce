namespace Auditor.Samples.Building;

/// <summary>IAM policies and their holders.</summary>
internal static class IdentityPolicies
{
    public static IdentityPolicy Managed(string account, string name, ImmutableArray<string> holders, string document) => new()
    {
        Arn = $"arn:aws:iam::{account}:policy/{name}",
        Name = name,
        Kind = IdentityPolicyKind.CustomerManaged,
        AttachedTo = holders,
        Document = document,
    };

    public static IdentityPolicy Inline(string holder, string name, string document) => new()
    {
        Arn = $"{holder}/policy/{name}",
        Name = name,
        Kind = IdentityPolicyKind.Inline,
        AttachedTo = [holder],
        Document = document,
    };

    /// <summary>A policy of AWS's, whose name says it all.</summary>
    public static IdentityPolicy ByAws(string name, string holder, string path = "") => new()
    {
        Arn = $"arn:aws:iam::aws:policy/{path}{name}",
        Name = name,
        Kind = IdentityPolicyKind.AwsManaged,
        AttachedTo = [holder],
        Document = (string?)null,
    };

    /// <summary>A document with one statement; actions and resources as they stand in JSON.</summary>
    public static string Allow(string actions, string resources, string? condition = null) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":[{{actions}}],"Resource":[{{resources}}]{{(condition is null ? "" : $",\"Condition\":{condition}")}}}]}""";
}
