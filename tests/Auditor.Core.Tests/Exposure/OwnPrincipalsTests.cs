using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;

namespace Auditor.Core.Tests.Exposure;

/// <summary>Which users and roles of the own account may call a route with AWS_IAM, and which may change the API.</summary>
public sealed class OwnPrincipalsTests
{
    private const string Account = "111122223333";
    private const string Jane = $"arn:aws:iam::{Account}:user/jane";
    private const string Staff = $"arn:aws:iam::{Account}:group/staff";
    private const string Caller = $"arn:aws:iam::{Account}:role/caller";
    private const string Nobody = $"arn:aws:iam::{Account}:role/nobody";
    private const string Boundary = $"arn:aws:iam::{Account}:policy/boundary";
    private const string Orders = $"arn:aws:execute-api:eu-west-1:{Account}:a1b2c3d4e5/prod/GET/orders";

    private static readonly ImmutableArray<Principal> Everyone =
    [
        new() { Arn = Staff, Type = PrincipalType.Group },
        new() { Arn = Caller, Type = PrincipalType.Role },
        new() { Arn = Nobody, Type = PrincipalType.Role },
        new() { Arn = Jane, Type = PrincipalType.User, Groups = [Staff] },
    ];

    public static TheoryData<string, string, string, string> Granting => new()
    {
        // what, statements of the policy that role 'caller' holds, who may call, who possibly
        { "the route", Allow("execute-api:Invoke", Orders), Caller, "" },
        { "every API", Allow("execute-api:*", "*"), Caller, "" },
        { "another verb", Allow("execute-api:Invoke", Orders.Replace("GET", "POST", StringComparison.Ordinal)), "", "" },
        { "another stage", Allow("execute-api:Invoke", Orders.Replace("prod", "test", StringComparison.Ordinal)), "", "" },
        { "another service", Allow("s3:*", "*"), "", "" },
        {
            "a Deny takes it away",
            Allow("*", "*") + "," + Allow("execute-api:Invoke", Orders).Replace("Allow", "Deny", StringComparison.Ordinal), "", ""
        },
        { "a condition decides", If(Allow("*", "*"), "'Bool':{'aws:MultiFactorAuthPresent':'true'}"), "", Caller },
    };

    [Theory, MemberData(nameof(Granting))]
    public void Identity_policies_say_who_may_call(string what, string statements, string callers, string possible)
    {
        var principals = Of(Holding(Caller, statements)).Principals.ShouldNotBeNull().Value;
        string.Join(' ', principals.Arns).ShouldBe(callers, what);
        string.Join(' ', principals.Possible).ShouldBe(possible, what);
    }

    [Fact]
    public void A_user_has_the_policies_of_its_groups() =>
        Of(Holding(Staff, Allow("execute-api:*", "*"))).Principals.ShouldNotBeNull().Value.Arns.ShouldBe([Jane]);

    [Fact]
    public void A_boundary_only_takes_away()
    {
        var account = Holding(Caller, Allow("*", "*"));
        Of(Within(account, Allow("*", "*"))).Principals.ShouldNotBeNull().Value.Arns.ShouldBe([Caller]);
        Of(Within(account, Allow("s3:*", "*"))).Principals.ShouldNotBeNull().Value.Arns.ShouldBeEmpty();
        Of(Within(
            Holding(Nobody, Allow("*", "*")),
            Allow("*", "*"))).Principals.ShouldNotBeNull().Value.Arns.ShouldBe([Nobody], "a boundary grants nothing to whom it binds");
    }

    [Fact]
    public void A_policy_that_could_not_be_read_leaves_it_open()
    {
        var account = Holding(Caller, Allow("s3:*", "*"));
        account = account with { IdentityPolicies = account.IdentityPolicies.Value.Add(new() { Arn = "x", Name = "x", Kind = IdentityPolicyKind.AwsManaged, AttachedTo = [Nobody], Document = (string?)null }) };
        Of(account).Principals.ShouldNotBeNull().Value.ShouldSatisfyAllConditions(
            principals => principals.Arns.ShouldBeEmpty(),
            principals => principals.Possible.ShouldBe([Nobody]));
    }

    public static TheoryData<string, string, string> Resource => new()
    {
        // what, statement of the resource policy, who may call besides or of those with identity policies ('caller' has one)
        { "it names a role without identity policies", Statement($"{{'AWS':'{Nobody}'}}"), $"{Caller} {Nobody}" },
        { "it lets in another account", Statement("{'AWS':'444455556666'}"), Caller },
        { "the own account leaves it to identity policies", Statement($"{{'AWS':'arn:aws:iam::{Account}:root'}}"), Caller },
        { "it denies the role", Statement($"{{'AWS':'{Caller}'}}").Replace("Allow", "Deny", StringComparison.Ordinal), "" },
        {
            "it denies everyone else",
            If(Statement("'*'"), $"'ArnNotEquals':{{'aws:PrincipalArn':'{Caller}'}}").Replace("Allow", "Deny", StringComparison.Ordinal),
            Caller
        },
        { "it denies everyone", Statement("'*'").Replace("Allow", "Deny", StringComparison.Ordinal), "" },
        {
            "it lets in everyone from one network, whatever identity policies say",
            If(Statement("'*'"), "'IpAddress':{'aws:SourceIp':'203.0.113.0/24'}"), $"{Caller} {Nobody} {Jane}"
        },
    };

    [Theory, MemberData(nameof(Resource))]
    public void The_resource_policy_adds_and_takes_away(string what, string statement, string callers) =>
        string.Join(' ', Of(Holding(Caller, Allow("execute-api:*", "*")), Document(statement)).Principals.ShouldNotBeNull().Value.Arns)
            .ShouldBe(callers, what);

    [Fact]
    public void Who_may_change_the_api_is_told_for_every_route()
    {
        var exposure = Of(
            Holding(Caller, Allow("apigateway:PATCH", "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5/stages/prod")),
            authorization: AuthorizationKind.None);

        exposure.Principals.ShouldBeNull("nobody is asked for a signature");
        exposure.Changers.Value.Arns.ShouldBe([Caller]);
        Of(Holding(Caller, Allow("apigateway:GET", "*"))).Changers.Value.Arns.ShouldBeEmpty("reading changes nothing");
        Of(Holding(
            Caller,
            Allow("apigateway:*", "arn:aws:apigateway:eu-west-1::/restapis/zzzzzzzzzz/*"))).Changers.Value.Arns.ShouldBeEmpty("another API");
    }

    [Fact]
    public void The_counts_stand_in_the_path()
    {
        var path = Of(Holding(Caller, Allow("execute-api:*", "*"))).Path;

        path.ShouldContain(step => step.What == "own account" && step.Value == "1 user or role may call it");
        path.ShouldContain(step => step.What == "own account" && step.Value == "0 users and roles may change the API");
    }

    [Theory]
    [InlineData("prod/$connect", Caller)]
    [InlineData("prod/*", Caller)]
    [InlineData("prod/sendMessage", "")]
    public void A_websocket_api_asks_for_the_right_to_connect(string resource, string callers)
    {
        var account = Holding(Caller, Allow("execute-api:Invoke", $"arn:aws:execute-api:eu-west-1:{Account}:a1b2c3d4e5/{resource}"));
        var scope = new Scope { Account = Account, Region = "eu-west-1", Domains = ImmutableArray<Domain>.Empty };
        var api = new Api
        {
            Id = "a1b2c3d4e5",
            Name = "chat",
            Kind = ApiKind.WebSocket,
            EndpointType = EndpointType.Regional,
            Stages = ImmutableArray.Create(new Stage { Name = "prod", AutoDeploy = true }),
            Routes = ImmutableArray.Create(
                new Route { Key = "$connect", Authorization = AuthorizationKind.AwsIam, Integration = (Integration?)null },
                new Route { Key = "sendMessage", Authorization = AuthorizationKind.None, Integration = (Integration?)null }),
        };
        var map = new ExposureMap(
            new() { CollectedAt = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero), Accounts = [account], Scopes = [scope] });

        foreach (var route in map.RoutesOf(scope, api, api.Stages.Value[0]).Value)
        {
            string.Join(' ', map.Of(route).Value.Principals.ShouldNotBeNull().Value.Arns).ShouldBe(callers, route.Route.Key);
        }
    }

    [Theory]
    [InlineData("execute-api:Invoke", "*", AccessDecision.Allowed)]
    [InlineData("s3:*", "*", AccessDecision.Denied)]
    [InlineData("execute-api:Invoke", "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/prod/GET/invoices", AccessDecision.Denied)]
    public void One_request_is_decided_by_the_policies_of_its_principal(string action, string resource, AccessDecision decision)
    {
        var (map, scope, api) = Map(Holding(Caller, Allow(action, resource)));

        new AccessExplainer(map)
            .Explain(
                scope,
                api,
                api.Stages.Value[0],
                new AccessRequest { Verb = "GET", Path = "/orders", PrincipalArn = Caller, FromIp = "203.0.113.7" }).Decision.ShouldBe(decision);
    }

    [Fact]
    public void It_is_unknown_where_identity_policies_were_not_read()
    {
        var exposure = Of(new() { Id = Account, IdentityPolicies = new Unknown("Denied."), Principals = Everyone });

        exposure.Principals.ShouldNotBeNull().Unknown?.Because.ShouldBe("Denied.");
        exposure.Changers.Unknown?.Because.ShouldBe("Denied.");
        exposure.Path.ShouldNotContain(step => step.What == "own account");
        exposure.Audience.ShouldBe(Audience.OwnVpcOrAccount, "that is known all the same");
    }

    private static Account Holding(string holder, string statements) => new()
    {
        Id = Account,
        IdentityPolicies = ImmutableArray.Create(
            new IdentityPolicy { Arn = "p", Name = "p", Kind = IdentityPolicyKind.CustomerManaged, AttachedTo = [holder], Document = Document(statements) }),
        Principals = Everyone,
    };

    private static Account Within(Account account, string statements) => account with
    {
        IdentityPolicies = account.IdentityPolicies.Value.Add(
            new() { Arn = Boundary, Name = "boundary", Kind = IdentityPolicyKind.CustomerManaged, Document = Document(statements) }),
        Principals = account.Principals.Value.Select(principal => principal.Type is PrincipalType.Group
            ? principal
            : principal with { PermissionsBoundaryArn = Boundary })
            .ToImmutableArray(),
    };

    private static RouteExposure Of(
        Account account, string? resourcePolicy = null, AuthorizationKind authorization = AuthorizationKind.AwsIam)
    {
        var (map, scope, api) = Map(account, resourcePolicy, authorization);
        return map.Of(map.RoutesOf(scope, api, api.Stages.Value[0]).Value[0]).Value;
    }

    private static (ExposureMap Map, Scope Scope, Api Api) Map(
        Account account, string? resourcePolicy = null, AuthorizationKind authorization = AuthorizationKind.AwsIam)
    {
        var scope = new Scope { Account = Account, Region = "eu-west-1", Domains = ImmutableArray<Domain>.Empty };
        var api = new Api
        {
            Id = "a1b2c3d4e5",
            Name = "orders",
            Kind = ApiKind.Rest,
            EndpointType = EndpointType.Regional,
            ResourcePolicy = resourcePolicy,
            Stages = ImmutableArray.Create(new Stage { Name = "prod", DeploymentId = "d1" }),
            Routes = ImmutableArray<Route>.Empty,
            Deployments = [new() { Id = "d1", Methods = ImmutableArray.Create(new DeployedMethod { Key = "GET /orders", Authorization = authorization }) }],
        };
        var map = new ExposureMap(
            new() { CollectedAt = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero), Accounts = [account], Scopes = [scope] });
        return (map, scope, api);
    }

    // Policies are written with single quotes here, to be read more easily.
    private static string Document(string statements) => $$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""".Replace('\'', '"');

    private static string Allow(string action, string resource) => $"{{'Effect':'Allow','Action':'{action}','Resource':'{resource}'}}";

    private static string If(string statement, string condition) => $"{statement[..^1]},'Condition':{{{condition}}}}}";

    private static string Statement(string principal) =>
        $"{{'Effect':'Allow','Principal':{principal},'Action':'execute-api:Invoke','Resource':'execute-api:/*'}}";
}
