using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Hygiene;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Hygiene;

public sealed class DeployedDiffersTests : RuleTests<DeployedDiffers>
{
    private static readonly Estate Same = SmallEstate.Rest();

    [Fact]
    public void Flags_protection_that_is_not_deployed() =>
        Check(Same.WithWorkingCopy(route => route with { Authorization = AuthorizationKind.AwsIam }))
            .ShouldFlag("What stage 'prod' of API 'orders' serves is not what is configured: the deployment still lets callers of route 'GET /orders' through with less than the working copy asks.")
            .Severity.ShouldBe(Severity.Medium);

    [Fact]
    public void Flags_a_next_deployment_that_would_open_a_route() =>
        Check(SmallEstate.Rest(Example.Route("GET /orders", AuthorizationKind.AwsIam)).WithWorkingCopy(route => route with { Authorization = AuthorizationKind.None }))
            .ShouldFlag("the next deployment will ask less of callers of route 'GET /orders'.");

    [Fact]
    public void Flags_another_kind_of_authorization() =>
        Check(SmallEstate.Rest(Example.Route("GET /orders", AuthorizationKind.AwsIam)).WithWorkingCopy(route => route with { Authorization = AuthorizationKind.Custom }))
            .ShouldFlag("route 'GET /orders' will ask for another kind of authorization.");

    [Fact]
    public void Flags_a_key_that_is_not_asked_for_yet() =>
        Check(Same.WithWorkingCopy(route => route with { ApiKeyRequired = true })).ShouldFlag("with less than the working copy asks");

    [Fact]
    public void Is_quiet_where_both_agree() => Check(Same).ShouldBeClean();

    [Fact]
    public void A_key_beside_authorization_only_meters() =>
        Check(SmallEstate.Rest(Example.Route("GET /orders", AuthorizationKind.AwsIam)).WithWorkingCopy(route => route with { ApiKeyRequired = true })).ShouldBeClean();

    [Fact]
    public void Routes_that_only_one_side_has_are_no_disagreement() =>
        Check(Same.WithWorkingCopy(route => route with { Key = "GET /other" })).ShouldBeClean();

    [Fact]
    public void A_setting_that_is_not_about_authorization_is_no_disagreement() =>
        Check(Same.WithWorkingCopy(route => route with { RequestValidatorId = "v1", Integration = (Integration?)Example.Mock })).ShouldBeClean();

    [Fact]
    public void Each_stage_is_a_finding_of_its_own()
    {
        var findings = Check(Same.AddStage(Example.RestStage("dev")).WithWorkingCopy(route => route with { Authorization = AuthorizationKind.AwsIam }));

        findings.Select(finding => finding.Stages.ShouldHaveSingleItem()).ShouldBe(["prod", "dev"], ignoreOrder: true);
        findings.Select(finding => finding.Fingerprint).ShouldBeUnique();
    }

    [Fact]
    public void Says_so_when_the_deployment_could_not_be_read() =>
        Check(Same.WithDeployment(deployment => deployment with { Methods = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    [Fact]
    public void A_deployment_that_could_not_be_read_does_not_hide_another()
    {
        var findings = Check(Same
            .WithWorkingCopy(route => route with { Authorization = AuthorizationKind.AwsIam })
            .WithApi(api => api with { Deployments = [Example.Deployment("d0", []) with { Methods = Example.Denied }, .. api.Deployments] })
            .WithApi(api => api with { Stages = api.Stages.Value.Insert(0, Example.RestStage("dev", "d0")) }));

        findings.OnlyFlagged().Message.ShouldContain("'prod'");
        findings.Length.ShouldBe(2);
    }

    [Fact]
    public void Says_so_when_the_working_copy_could_not_be_read() =>
        Check(Same.WithApi(api => api with { Routes = Example.Denied })).ShouldBeInconclusive("The call was denied.");
}
