using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Testing.Estates;

namespace Auditor.Rules.Tests.Policies;

/// <summary>IAM policies of the example account.</summary>
internal static class ExampleIdentity
{
    public const string Holder = $"arn:aws:iam::{Example.Account}:role/deployer";

    public static IdentityPolicy Policy(string document) => new()
    {
        Arn = $"arn:aws:iam::{Example.Account}:policy/gateway",
        Name = "gateway",
        Kind = IdentityPolicyKind.CustomerManaged,
        AttachedTo = [Holder],
        Document = document,
    };

    public static IdentityPolicy AwsManaged(string name, params ImmutableArray<string> holders) => new()
    {
        Arn = $"arn:aws:iam::aws:policy/{name}",
        Name = name,
        Kind = IdentityPolicyKind.AwsManaged,
        AttachedTo = holders,
        Document = (string?)null,
    };

    public static string Allow(string action, string resource, string more = "") =>
        $$"""{"Sid":"Wide","Effect":"Allow","Action":"{{action}}","Resource":"{{resource}}"{{more}}}""";

    public static Estate With(IdentityPolicy policy) =>
        SmallEstate.Rest().WithAccount(account => account with { IdentityPolicies = ImmutableArray.Create(policy) });

    public static Estate With(params IEnumerable<string> statements) => With(Policy(ExamplePolicy.Of(statements)));
}
