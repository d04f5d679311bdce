namespace Auditor.Samples.Sandbox;

/// <summary>Who may do what in the sandbox account.</summary>
internal static class SandboxAccess
{
    private const string Id = "444455556666";

    public static Account Account() => new()
    {
        Id = Id,
        Principals = ImmutableArray.Create(
            People.Role(Id, "acme-auditor", "codebuild.amazonaws.com"), People.Role(Id, "developers", "ec2.amazonaws.com")),
        IdentityPolicies = ImmutableArray.Create(
            IdentityPolicies.Managed(
                Id, "sandbox-auditor", [$"arn:aws:iam::{Id}:role/acme-auditor"], IdentityPolicies.Allow("\"apigateway:GET\"", "\"*\"")),
            IdentityPolicies.Managed(Id, "sandbox-developers", [$"arn:aws:iam::{Id}:role/developers"],
                IdentityPolicies.Allow("\"apigateway:GET\",\"apigateway:POST\",\"apigateway:PATCH\",\"apigateway:DELETE\"", "\"*\"", """{"StringEquals":{"aws:ResourceTag/environment":"sandbox"}}"""))),
    };
}
