using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Text;

namespace Auditor.Core.Tests.Rules;

public sealed class RouteRuleTests
{
    private sealed class OpenRoute() : RouteRule(
        new() { Id = "PRB001", Name = "open-route", Title = "Open", Category = Category.Other, Severity = Severity.High })
    {
        protected override RouteVerdict? Check(DeployedRoute route, RuleContext context) =>
            route.Route.Authorization.Value is AuthorizationKind.None
            ? new RouteVerdict(stages => $"Route {Quote.Of(route.Route.Key)} is open in {stages}.")
            : null;
    }

    private sealed class OpenByStage() : RouteRule(
        new() { Id = "PRB002", Name = "open-by-stage", Title = "Open", Category = Category.Other, Severity = Severity.High })
    {
        protected override RouteVerdict? Check(DeployedRoute route, RuleContext context) =>
            route.Stage.Name.StartsWith("prod", StringComparison.Ordinal)
            ? new RouteVerdict(stages => $"Only the office calls {stages}.")
            {
                Severity = Severity.Low,
                Evidence = [new("stage", route.Stage.Name)],
            }
            : new RouteVerdict(stages => $"Anyone calls {stages}.") { Evidence = [new("stage", route.Stage.Name)] };
    }

    private static readonly Unknown Odd = new("API Gateway answered 'MAGIC'.");

    private static ImmutableArray<Finding> Check(Api api) => Audit.Run(
        new Estate
        {
            CollectedAt = default,
            Scopes = [new() { Account = "111122223333", Region = "eu-west-1", RestApis = ImmutableArray.Create(api), HttpAndWebSocketApis = ImmutableArray<Api>.Empty, Domains = ImmutableArray<Domain>.Empty }],
        },
        [new OpenRoute()]).Findings;

    private static Api Rest(params (string Stage, Fact<AuthorizationKind> Deployed)[] stages) => new()
    {
        Id = "a1",
        Name = "orders",
        Kind = ApiKind.Rest,
        EndpointType = EndpointType.Regional,
        Stages = stages.Select(stage => new Stage { Name = stage.Stage, DeploymentId = $"d-{stage.Stage}" }).ToImmutableArray(),
        Routes = ImmutableArray.Create(
            new Route { Key = "GET /orders", Authorization = AuthorizationKind.AwsIam, Integration = (Integration?)null }),
        Deployments = [.. stages.Select(stage => new Deployment { Id = $"d-{stage.Stage}", Methods = ImmutableArray.Create(new DeployedMethod { Key = "GET /orders", Authorization = stage.Deployed }) })],
    };

    [Fact]
    public void A_route_is_reported_once_with_its_stages()
    {
        var finding = Check(Rest(("prod", AuthorizationKind.None), ("dev", AuthorizationKind.None), ("safe", AuthorizationKind.AwsIam)))
            .ShouldHaveSingleItem();
        finding.Message.ShouldBe("Route 'GET /orders' is open in stages 'dev' and 'prod'.");
        finding.Stages.ShouldBe(["dev", "prod"]);
        finding.Subject.Pointer.ShouldBe("/scopes/0/restApis/0/routes/0");
    }

    [Fact]
    public void Of_each_stage_it_says_what_holds_there_the_worst_first()
    {
        var api = Rest(
            ("prod", AuthorizationKind.None),
            ("dev", AuthorizationKind.None),
            ("prod2", AuthorizationKind.None),
            ("test", AuthorizationKind.None));
        var finding = Audit.Run(
            new Estate
            {
                CollectedAt = default,
                Scopes = [new() { Account = "111122223333", Region = "eu-west-1", RestApis = ImmutableArray.Create(api), HttpAndWebSocketApis = ImmutableArray<Api>.Empty, Domains = ImmutableArray<Domain>.Empty }],
            },
            [new OpenByStage()]).Findings.ShouldHaveSingleItem();
        finding.Message.ShouldBe("Anyone calls stages 'dev' and 'test'. Only the office calls stages 'prod' and 'prod2'.");
        finding.Severity.ShouldBe(Severity.High);
        finding.Stages.ShouldBe(["dev", "prod", "prod2", "test"]);
        finding.Evidence.ShouldContain(new Evidence("stage", "dev"));
        finding.Evidence.ShouldNotContain(new Evidence("stage", "prod"));
    }

    [Fact]
    public void The_deployment_is_judged_and_not_the_working_copy()
    {
        Check(Rest(("prod", AuthorizationKind.None))).ShouldHaveSingleItem().Confidence.ShouldBe(Confidence.High);
        var edited = Rest(("prod", AuthorizationKind.AwsIam));
        Check(edited with { Routes = ImmutableArray.Create(new Route { Key = "GET /orders", Authorization = AuthorizationKind.None }) })
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_verdict_on_the_working_copy_says_so()
    {
        var api = Rest(("prod", AuthorizationKind.None)) with
        {
            Routes = ImmutableArray.Create(new Route { Key = "GET /orders", Authorization = AuthorizationKind.None }),
            Deployments = [new() { Id = "d-prod", Methods = new Unknown("GetDeployment answered without a summary.") }],
        };
        var finding = Check(api).ShouldHaveSingleItem();
        finding.Message.ShouldBe(
            "Route 'GET /orders' is open in stage 'prod'. Read from the API's working copy, which may differ from deployment 'd-prod' "
                + "that stage 'prod' serves: GetDeployment answered without a summary.");
        finding.Confidence.ShouldBe(Confidence.Medium);
    }

    [Fact]
    public void What_could_not_be_told_for_one_stage_does_not_hide_another()
    {
        var findings = Check(Rest(("dev", Odd), ("prod", AuthorizationKind.None)));
        findings.Select(finding => (finding.Outcome, finding.Stages.Single()))
            .ShouldBe([(Outcome.Flagged, "prod"), (Outcome.Inconclusive, "dev")]);
        findings.Select(finding => finding.Fingerprint).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void A_canary_is_judged_too()
    {
        var api = Rest(("prod", AuthorizationKind.AwsIam));
        api = api with
        {
            Stages = ImmutableArray.Create(api.Stages.Value[0] with { Canary = new() { DeploymentId = "d-canary", PercentTraffic = 5 } }),
            Deployments = api.Deployments.Add(
                new() { Id = "d-canary", Methods = ImmutableArray.Create(new DeployedMethod { Key = "GET /orders", Authorization = AuthorizationKind.None }) }),
        };
        Check(api).ShouldHaveSingleItem().Message.ShouldBe("Route 'GET /orders' is open in the canary of stage 'prod'.");
    }

    [Fact]
    public void A_route_that_only_the_deployment_still_has_is_judged_and_found_in_the_file()
    {
        var api = Rest(("prod", AuthorizationKind.None)) with { Routes = ImmutableArray<Route>.Empty };
        Check(api).ShouldHaveSingleItem().Subject.Pointer.ShouldBe("/scopes/0/restApis/0/deployments/0/methods/0");
    }

    [Fact]
    public void Without_deployment_and_working_copy_nothing_is_told()
    {
        var api = Rest(("prod", AuthorizationKind.None)) with { Routes = new Unknown("GetResources was denied."), Deployments = [] };
        var finding = Check(api).ShouldHaveSingleItem();
        finding.Outcome.ShouldBe(Outcome.Inconclusive);
        finding.Message.ShouldBe("GetResources was denied.");
    }
}
