using System.Collections.Immutable;
using System.Globalization;
using Auditor.Core.Inventory;

namespace Auditor.Testing.Estates;

/// <summary>An account of many roles and routes with AWS_IAM.</summary>
public static class LargeAccount
{
    private const string Id = "111122223333";

    /// <summary>Makes the account.</summary>
    /// <param name="roles">How many roles.</param>
    /// <param name="routes">How many routes, ten to an API.</param>
    /// <param name="policyOf">Statement of the inline policy of each role; <see langword="null"/> for one managed policy on all of
    /// them.</param>
    /// <param name="resourcePolicy">Statement of each API's resource policy; <see langword="null"/> for none.</param>
    public static Estate Make(int roles, int routes, Func<int, string>? policyOf = null, string? resourcePolicy = null)
    {
        ImmutableArray<Principal> principals = [.. Enumerable.Range(0, roles).Select(number => new Principal { Arn = Role(number), Type = PrincipalType.Role })];
        return new()
        {
            CollectedAt = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero),
            Accounts =
            [
                new()
                {
                    Id = Id,
                    Principals = principals,
                    IdentityPolicies = Policies(principals, policyOf),
                },
            ],
            Scopes =
            [
                new()
                {
                    Account = Id,
                    Region = "eu-west-1",
                    Domains = ImmutableArray<Domain>.Empty,
                    RestApis = Enumerable.Range(0, routes / 10).Select(number => Api(number, resourcePolicy)).ToImmutableArray(),
                    HttpAndWebSocketApis = ImmutableArray<Api>.Empty,
                },
            ],
        };
    }

    /// <summary>ARN of a role.</summary>
    public static string Role(int number) => string.Create(CultureInfo.InvariantCulture, $"arn:aws:iam::{Id}:role/role-{number:00000}");

    /// <summary>Id of an API.</summary>
    public static string ApiId(int number) => string.Create(CultureInfo.InvariantCulture, $"api{number:0000000}");

    private static ImmutableArray<IdentityPolicy> Policies(ImmutableArray<Principal> roles, Func<int, string>? policyOf)
    {
        if (policyOf is null)
        {
            return [Policy($"arn:aws:iam::{Id}:policy/shared", IdentityPolicyKind.CustomerManaged, """{"Effect":"Allow","Action":"*","Resource":"*"}""", [.. roles.Select(role => role.Arn)])];
        }

        return [.. roles.Select((role, number) => Policy($"{role.Arn}/policy/own", IdentityPolicyKind.Inline, policyOf(number), [role.Arn]))];
    }

    private static IdentityPolicy Policy(string arn, IdentityPolicyKind kind, string statement, ImmutableArray<string> holders) => new()
    {
        Arn = arn,
        Name = "own",
        Kind = kind,
        AttachedTo = holders,
        Document = $$"""{"Version":"2012-10-17","Statement":[{{statement}}]}""",
    };

    private static Api Api(int number, string? resourcePolicy) => new()
    {
        Id = ApiId(number),
        Name = ApiId(number),
        Kind = ApiKind.Rest,
        EndpointType = EndpointType.Regional,
        IpAddressType = "ipv4",
        ResourcePolicy = resourcePolicy is null ? null : $$"""{"Version":"2012-10-17","Statement":[{{resourcePolicy}}]}""",
        Stages = ImmutableArray.Create(new Stage { Name = "prod", DeploymentId = "d1" }),
        Routes = ImmutableArray<Route>.Empty,
        Deployments = [new() { Id = "d1", Methods = Enumerable.Range(0, 10).Select(route => new DeployedMethod { Key = string.Create(CultureInfo.InvariantCulture, $"GET /things{route}/{{id}}"), Authorization = AuthorizationKind.AwsIam }).ToImmutableArray() }],
    };
}
