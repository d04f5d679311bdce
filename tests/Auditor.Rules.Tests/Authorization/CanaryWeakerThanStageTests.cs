using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Authorization;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Authorization;

[AboutCallers]
public sealed class CanaryWeakerThanStageTests : RuleTests<CanaryWeakerThanStage>
{
    private static readonly Route Guarded = Example.Route("GET /orders", AuthorizationKind.AwsIam);

    private static readonly Estate Weaker = SmallEstate.Rest(Guarded)
        .WithApi(api => api with { Deployments = api.Deployments.Add(Example.Deployment("d2", [Example.Route("GET /orders")])) })
        .WithStage(stage => stage with { Canary = new() { DeploymentId = "d2", PercentTraffic = 12.5 } });

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "the canary guards it too", estate => estate.WithDeployment(deployment => Example.Deployment(deployment.Id, [Guarded])) },
        {
            "the stage does not guard it either",
            estate => estate.WithDeployment(deployment => Example.Deployment(deployment.Id, [Example.Route("GET /orders")]))
        },
        { "no request gets to the canary", estate => estate.WithStage(stage => stage with { Canary = new() { DeploymentId = "d2" } }) },
        { "no canary", estate => estate.WithStage(stage => stage with { Canary = null }) },
        { "the canary is the deployment of the stage", estate => estate.WithStage(stage => stage with { DeploymentId = "d2" }) },
    };

    [Fact]
    public void Flags_a_canary_that_opens_what_the_stage_guards() =>
        Check(Weaker)
            .ShouldFlag(
                "The canary of stage 'prod' of API 'orders' asks for no authorization on route 'GET /orders', which the stage guards",
                "12.5 %")
            .Severity.ShouldBe(Severity.High);

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Weaker)).ShouldBeClean(change);

    [Fact]
    public void A_key_is_not_authorization() =>
        Check(Weaker.WithDeployment(deployment => deployment.Id == "d2"
            ? Example.Deployment("d2", [Example.Route("GET /orders") with { ApiKeyRequired = true }])
            : deployment).AddUsagePlan(Example.UsagePlan())).ShouldFlag("'GET /orders'");

    [Fact]
    public void A_route_that_only_the_canary_has_is_not_the_stages() =>
        Check(Weaker.WithDeployment(deployment => deployment.Id == "d2"
            ? Example.Deployment("d2", [Guarded, Example.Route("GET /new")])
            : deployment))
            .ShouldBeClean();

    [Theory]
    [InlineData(Example.DeploymentId)]
    [InlineData("d2")]
    public void The_working_copy_does_not_stand_in_for_a_snapshot(string id) =>
        Check(Weaker.WithDeployment(deployment => deployment.Id == id ? deployment with { Methods = Example.Denied } : deployment))
            .ShouldBeInconclusive("The call was denied.");

    [Fact]
    public void A_snapshot_that_was_not_read_is_unknown() =>
        Check(Weaker.WithApi(api => api with { Deployments = api.Deployments.RemoveAt(1) })).ShouldLackWhatItReads();
}
