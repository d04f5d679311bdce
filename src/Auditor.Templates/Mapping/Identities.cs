using Auditor.Core.Inventory;
using Auditor.Templates.Values;

namespace Auditor.Templates.Mapping;

/// <summary>Makes the IAM users, groups, roles and policies of a template.</summary>
internal sealed class Identities(MappingContext context)
{
    private static readonly ImmutableArray<(string Type, PrincipalType Kind)> Holders =
        [("AWS::IAM::Role", PrincipalType.Role), ("AWS::IAM::User", PrincipalType.User), ("AWS::IAM::Group", PrincipalType.Group)];

    /// <summary>The account as far as the template describes it; <see langword="null"/> when it holds no policies.</summary>
    public Account? Read()
    {
        var principals = ImmutableArray.CreateBuilder<Principal>();
        var policies = ImmutableArray.CreateBuilder<IdentityPolicy>();
        foreach (var (type, kind) in Holders)
        {
            foreach (var resource in context.OfType(type))
            {
                var arn = context.ArnOf(resource);
                principals.Add(new()
                {
                    Arn = arn,
                    Type = kind,
                    Tags = context.Tags(resource["Tags"]),
                    Groups = [.. context.Texts(resource["Groups"]).Select(group => $"arn:aws:iam::{context.Set.Account}:group/{group}")],
                    TrustPolicy = resource["AssumeRolePolicyDocument"] is MapValue trust ? context.Json(trust) : null,
                    PermissionsBoundaryArn = context.Text(resource["PermissionsBoundary"]),
                });
                foreach (var inline in resource["Policies"]?.Items ?? [])
                {
                    var name = context.Text(inline["PolicyName"]) ?? "policy";
                    Add(
                        new()
                        {
                            Arn = $"{arn}/policy/{name}",
                            Name = name,
                            Kind = IdentityPolicyKind.Inline,
                            AttachedTo = [arn],
                            Document = Document(inline["PolicyDocument"]),
                        },
                        resource,
                        inline);
                }
            }
        }

        foreach (var resource in context.OfType(
            "AWS::IAM::Policy", "AWS::IAM::RolePolicy", "AWS::IAM::UserPolicy", "AWS::IAM::GroupPolicy"))
        {
            var name = context.Text(resource["PolicyName"]) ?? resource.Id;
            var held = HoldersOf(resource);
            Add(
                new()
                {
                    Arn = $"{held.FirstOrDefault() ?? $"arn:aws:iam::{context.Set.Account}:role/unknown"}/policy/{name}",
                    Name = name,
                    Kind = IdentityPolicyKind.Inline,
                    AttachedTo = held,
                    Document = Document(resource["PolicyDocument"]),
                },
                resource,
                resource.Properties);
        }

        var managed = Holders.SelectMany(holder => context.OfType(holder.Type))
            .SelectMany(holder => context.Texts(holder["ManagedPolicyArns"])
                .Select(policy => (Policy: policy, Holder: context.ArnOf(holder))))
            .ToLookup(each => each.Policy, each => each.Holder, StringComparer.Ordinal);
        foreach (var resource in context.OfType("AWS::IAM::ManagedPolicy"))
        {
            var arn = context.ArnOf(resource);
            ImmutableArray<string> attached =
            [
                .. HoldersOf(resource),
                .. managed[arn],
            ];
            Add(
                new()
                {
                    Arn = arn,
                    Name = context.NameOf(resource),
                    Kind = IdentityPolicyKind.CustomerManaged,
                    AttachedTo = [.. attached.Distinct(StringComparer.Ordinal)],
                    Document = Document(resource["PolicyDocument"]),
                },
                resource,
                resource.Properties);
        }

        // Of policies that AWS writes only the names are here.
        policies.AddRange(managed.Where(same => same.Key.Contains(":iam::aws:policy/", StringComparison.Ordinal))
            .Select(same => new IdentityPolicy
            {
                Arn = same.Key,
                Name = same.Key[(same.Key.LastIndexOf('/') + 1)..],
                Kind = IdentityPolicyKind.AwsManaged,
                AttachedTo = [.. same],
                Document = (string?)null,
            }));
        return principals.Count == 0 && policies.Count == 0 ? null : new()
        {
            Id = context.Set.Account,
            IdentityPolicies = policies.ToImmutable(),
            Principals = principals.ToImmutable(),
        };

        void Add(IdentityPolicy policy, Resource resource, Value part)
        {
            context.SourceMap[$"/accounts/0/identityPolicies/{policies.Count}"] = new(
                "identityPolicy", resource)
            { Part = part, Name = policy.Name };
            policies.Add(policy);
        }
    }

    private ImmutableArray<string> HoldersOf(Resource policy) =>
    [
        .. Names(policy["Roles"] ?? policy["RoleName"], "role"),
        .. Names(policy["Users"] ?? policy["UserName"], "user"),
        .. Names(policy["Groups"] ?? policy["GroupName"], "group"),
    ];

    private IEnumerable<string> Names(
        Value? names, string kind) => names is null ? [] : names.Items.Select(name => context.Referred(name) is { } resource
        ? context.ArnOf(resource)
        : $"arn:aws:iam::{context.Set.Account}:{kind}/{context.Text(name)}");

    private Fact<string?> Document(Value? document) => document switch
    {
        null => (string?)null,
        MapValue map => context.Json(map),
        TextValue { OpenBecause: null } text => context.Text(text),
        _ => new Unknown(document.OpenBecause ?? "The policy is not in the template."),
    };
}
