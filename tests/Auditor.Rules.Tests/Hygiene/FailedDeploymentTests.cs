using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Hygiene;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Hygiene;

public sealed class FailedDeploymentTests : RuleTests<FailedDeployment>
{
    private static readonly Estate Failed = SmallEstate.Http().WithStage(stage => stage with
    {
        LastDeploymentStatusMessage = "Deployment attempt failed: Unable to deploy API because no routes exist in this API",
    });

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        {
            "it succeeded",
            estate =>
                estate.WithStage(stage => stage with { LastDeploymentStatusMessage = "Successfully deployed stage with deployment ID 'abc123'" })
        },
        { "it said nothing", estate => estate.WithStage(stage => stage with { LastDeploymentStatusMessage = null }) },
        {
            "a REST API, which never deploys by itself",
            _ => SmallEstate.Rest().WithStage(stage => stage with { LastDeploymentStatusMessage = "Deployment attempt failed: x" })
        },
        { "the stage does not deploy by itself", estate => estate.WithStage(stage => stage with { AutoDeploy = false }) },
    };

    [Fact]
    public void Flags_a_stage_whose_last_deployment_failed()
    {
        var finding = Check(Failed).ShouldFlag("The last automatic deployment of stage 'prod' of API 'orders' failed");

        finding.Severity.ShouldBe(Severity.Medium);
        finding.Evidence.ShouldContain(evidence => evidence.Value.Contains("no routes exist", StringComparison.Ordinal));
    }

    [Fact]
    public void Flags_a_WebSocket_API_too() =>
        Check(SmallEstate.WebSocket().WithStage(stage => stage with { LastDeploymentStatusMessage = "Deployment attempt failed: x" }))
            .ShouldFlag("'orders'");

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Failed)).ShouldBeClean(change);

    [Fact]
    public void Says_so_when_it_does_not_understand_the_message() =>
        Check(Failed.WithStage(stage => stage with { LastDeploymentStatusMessage = "Pending" }))
            .ShouldBeInconclusive("What API Gateway says of the last deployment is not known to this version: 'Pending'.");

    [Fact]
    public void Says_so_when_stages_could_not_be_read() =>
        Check(Failed.WithApi(api => api with { Stages = Example.Denied })).ShouldBeInconclusive("The call was denied.");
}
