namespace Auditor.Demo.Serving;

/// <summary>Users, groups and roles with their policies, as IAM lists them.</summary>
internal static class ServedPrincipals
{
    public static FakeAccount Account(Account account)
    {
        var principals = account.Principals.ValueOr([]);
        var policies = account.IdentityPolicies.ValueOr([]);
        return new(account.Id)
        {
            Users =
            [
                .. OfType(PrincipalType.User).Select(user => new FakeUser(Name(user.Arn))
                {
                    Path = PathOf(user.Arn),
                    Groups = [.. user.Groups.Select(Name)],
                    InlinePolicies = Inline(user.Arn),
                    AttachedPolicyArns = Attached(user.Arn),
                    PermissionsBoundaryArn = user.PermissionsBoundaryArn,
                }),
            ],
            Groups =
            [
                .. OfType(PrincipalType.Group).Select(group => new FakeGroup(Name(group.Arn))
                {
                    Path = PathOf(group.Arn),
                    InlinePolicies = Inline(group.Arn),
                    AttachedPolicyArns = Attached(group.Arn),
                }),
            ],
            Roles =
            [
                .. OfType(PrincipalType.Role).Select(role => new FakeRole(Name(role.Arn))
                {
                    Path = PathOf(role.Arn),
                    AssumeRolePolicyDocument = role.TrustPolicy,
                    InlinePolicies = Inline(role.Arn),
                    AttachedPolicyArns = Attached(role.Arn),
                    PermissionsBoundaryArn = role.PermissionsBoundaryArn,
                }),
            ],
            ManagedPolicies =
            [
                .. policies.Where(policy => policy.Kind is not IdentityPolicyKind.Inline).Select(policy =>
                    new FakeManagedPolicy(policy.Name, policy.Document.Value ?? "")
                    {
                        Path = PathOf(policy.Arn),
                        IsAwsManaged = policy.Kind is IdentityPolicyKind.AwsManaged,
                        AttachmentCount = policy.AttachedTo.Length,
                    }),
            ],
        };

        IEnumerable<Principal> OfType(PrincipalType type) => principals.Where(principal => principal.Type == type);

        ImmutableSortedDictionary<string, string> Inline(string holder) => Held(holder)
            .Where(policy => policy.Kind is IdentityPolicyKind.Inline)
            .ToImmutableSortedDictionary(policy => policy.Name, policy => policy.Document.Value ?? "", StringComparer.Ordinal);

        ImmutableArray<string> Attached(string holder) =>
            [.. Held(holder).Where(policy => policy.Kind is not IdentityPolicyKind.Inline).Select(policy => policy.Arn)];

        IEnumerable<IdentityPolicy> Held(string holder) =>
            policies.Where(policy => policy.AttachedTo.Contains(holder, StringComparer.Ordinal));
    }

    // arn:aws:iam::111122223333:role/service-role/name
    private static string Name(string arn) => arn[(arn.LastIndexOf('/') + 1)..];

    private static string PathOf(string arn) => arn[arn.IndexOf('/', StringComparison.Ordinal)..(arn.LastIndexOf('/') + 1)];
}
