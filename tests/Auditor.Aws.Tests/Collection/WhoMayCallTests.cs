using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Testing.Estates;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;

namespace Auditor.Aws.Tests.Collection;

/// <summary>Identity policies as IAM hands them out, and who may call by them.</summary>
/// <remarks>
/// IAM API reference, "GetAccountAuthorizationDetails": policies are URL-encoded JSON, the default version is the one in effect, users name
/// their groups without paths.
/// </remarks>
public sealed class WhoMayCallTests
{
    private const string Account = "arn:aws:iam::123456789012";
    private const string Calls = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:*:*:*/prod/GET/*"}}""";
    private const string Other = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""";

    [Fact]
    public async Task Default_versions_encoded_documents_paths_of_groups_and_roles_and_AWS_managed_policies()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstate
        {
            Accounts =
            [
                new FakeAccount
                {
                    Users =
                    [
                        new("jane") { Path = "/staff/", Groups = ["callers"] },
                        new("joe") { Groups = ["readers"] },
                        new("admin") { AttachedPolicyArns = ["arn:aws:iam::aws:policy/AdministratorAccess"] },
                        new("bound") { AttachedPolicyArns = ["arn:aws:iam::aws:policy/AdministratorAccess"], PermissionsBoundaryArn = "arn:aws:iam::aws:policy/AmazonAPIGatewayPushToCloudWatchLogs" },
                    ],
                    Groups =
                    [
                        new("callers") { Path = "/teams/apis/", AttachedPolicyArns = [$"{Account}:policy/calls"] },
                        new("readers") { AttachedPolicyArns = [$"{Account}:policy/no-longer"] },
                    ],
                    Roles =
                    [
                        new("batch") { Path = "/apps/", InlinePolicies = ImmutableSortedDictionary<string, string>.Empty.Add("own", Calls) },
                        new("gateway") { AttachedPolicyArns = ["arn:aws:iam::aws:policy/AmazonAPIGatewayInvokeFullAccess"] },
                        new("reader") { AttachedPolicyArns = [$"{Account}:policy/no-longer"] },
                    ],
                    ManagedPolicies =
                    [
                        new("calls", Calls) { OtherVersions = [Other] },
                        new("no-longer", Other) { OtherVersions = [Calls] },
                        new(
                            "AdministratorAccess",
                            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""") { IsAwsManaged = true },
                    ],
                },
            ],
        });

        var estate = LargeAccount.Make(1, 10);
        estate = estate with
        {
            Accounts = [await Collected.AccountAsync(aws)],
            Scopes = [estate.Scopes[0] with { Account = "123456789012" }],
        };
        var map = new ExposureMap(estate);
        var api = estate.Scopes[0].KnownApis.First();
        var route = map.RoutesOf(estate.Scopes[0], api, api.Stages.Value[0]).Value[0];

        var callers = map.Of(route).Value.Principals.ShouldNotBeNull().Value;
        callers.Arns.ShouldBe(
        [
            $"{Account}:role/apps/batch",
            $"{Account}:role/gateway",
            $"{Account}:user/admin",
            $"{Account}:user/staff/jane",
        ]);
        callers.Possible.ShouldBeEmpty();
        Decision($"{Account}:user/staff/jane").ShouldBe(AccessDecision.Allowed);
        Decision("arn:aws:sts::123456789012:assumed-role/batch/night").ShouldBe(AccessDecision.Allowed, "a session's ARN has no path");
        Decision($"{Account}:role/batch").ShouldBe(AccessDecision.Denied, "there is no role of that path");
        Decision($"{Account}:user/bound").ShouldBe(AccessDecision.Denied);

        AccessDecision Decision(string arn) =>
            new AccessExplainer(map)
                .Explain(route.Scope, route.Api, route.Stage, new() { Verb = "GET", Path = "/things0/7", PrincipalArn = arn }).Decision;
    }
}
