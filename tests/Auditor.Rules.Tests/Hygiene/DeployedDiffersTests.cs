using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Hygiene;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Hygiene;

[NotRecorded("methods, deployed or not, are no part of the record of an API")]
public sealed class DeployedDiffersTests : RuleTests<DeployedDiffers>
{
    private static readonly Estate Same = SmallEstate.Rest();

    [Fact]
    public void Flags_protection_that_is_not_deployed() =>
        Check(Same.WithWorkingCopy(route => route with { Authorization = AuthorizationKind.AwsIam }))
            .ShouldFlag("What stage 'prod' of API 'orders' serves is not what is configured: the deployment still lets callers of route "
                + "'GET /orders' through with less than the working copy asks.")
            .Severity.ShouldBe(Severity.Medium);

    [Fact]
    public void Flags_a_next_deployment_that_would_open_a_route() =>
        Check(SmallEstate.Rest(Example.Route("GET /orders", AuthorizationKind.AwsIam))
            .WithWorkingCopy(route => route with { Authorization = AuthorizationKind.None }))
            .ShouldFlag("the next deployment will ask less of callers of route 'GET /orders'.");

    // Deploy REST APIs in API Gateway: all that is saved goes live, also what asks less of callers.
    [Fact]
    public void A_deployment_is_the_remedy_only_where_it_asks_more_of_callers()
    {
        Check(Same.WithWorkingCopy(route => route with { Authorization = AuthorizationKind.AwsIam }))
            .ShouldFlag("with less than the working copy asks").FixValues.ShouldContainKeyAndValue("readyStage", "prod");
        Check(SmallEstate.Rest(Example.Route("GET /orders", AuthorizationKind.AwsIam))
            .WithWorkingCopy(route => route with { Authorization = AuthorizationKind.None }))
            .ShouldFlag("the next deployment will ask less").FixValues.ShouldBeEmpty();
        Check(SmallEstate.Rest(Example.Route("GET /orders", AuthorizationKind.AwsIam))
            .WithWorkingCopy(route => route with { Authorization = AuthorizationKind.Custom }))
            .ShouldFlag("another kind of authorization").FixValues.ShouldBeEmpty();
        // How API Gateway resource policies affect authorization workflow: beside IAM a policy may also let other accounts in.
        Check(Exported(null).WithApi(api => api with { ResourcePolicy = Policy }))
            .ShouldFlag("does not act yet").FixValues.ShouldContainKey("readyStage");
        Check(Exported(Policy).WithApi(api => api with { ResourcePolicy = null }))
            .ShouldFlag("take the resource policy away").FixValues.ShouldBeEmpty();
    }

    [Fact]
    public void Flags_another_kind_of_authorization() =>
        Check(SmallEstate.Rest(Example.Route("GET /orders", AuthorizationKind.AwsIam))
            .WithWorkingCopy(route => route with { Authorization = AuthorizationKind.Custom }))
            .ShouldFlag("route 'GET /orders' will ask for another kind of authorization.");

    [Fact]
    public void Flags_a_key_that_is_not_asked_for_yet() =>
        Check(Same.WithWorkingCopy(route => route with { ApiKeyRequired = true })).ShouldFlag("with less than the working copy asks");

    [Fact]
    public void Is_quiet_where_both_agree() => Check(Same).ShouldBeClean();

    [Fact]
    public void A_key_beside_authorization_only_meters() =>
        Check(SmallEstate.Rest(Example.Route("GET /orders", AuthorizationKind.AwsIam))
            .WithWorkingCopy(route => route with { ApiKeyRequired = true }))
            .ShouldBeClean();

    [Fact]
    public void Guarded_routes_that_only_one_side_has_are_no_disagreement() =>
        Check(Same.WithWorkingCopy(route => route with { Key = "GET /other", Authorization = AuthorizationKind.AwsIam })).ShouldBeClean();

    [Fact]
    public void Flags_a_new_method_that_the_next_deployment_opens() =>
        Check(Same.WithWorkingCopy(route => route with { Key = "GET /other" }))
            .ShouldFlag("the next deployment will put route 'GET /other' live, open to everyone");

    private const string Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*"}]}""";

    private static Estate Exported(string? policy, bool? off = null) =>
        Same.WithDeployment(deployment => deployment with { Definition = new DeployedDefinition { Routes = [], Authorizers = [], ResourcePolicy = policy, DisableExecuteApiEndpoint = off } });

    [Fact]
    public void Flags_a_policy_that_is_saved_and_not_deployed() =>
        Check(Exported(null).WithApi(api => api with { ResourcePolicy = Policy }))
            .ShouldFlag("the resource policy that is saved does not act yet");

    [Fact]
    public void Flags_a_policy_that_the_next_deployment_takes_away() =>
        Check(Exported(Policy)).ShouldFlag("the next deployment will take the resource policy away");

    [Fact]
    public void Flags_another_policy() =>
        Check(Exported(Policy).WithApi(api => api with { ResourcePolicy = Policy.Replace("Allow", "Deny", StringComparison.Ordinal) }))
            .ShouldFlag("the next deployment will change the resource policy");

    // AWS escapes what it lists and not what it exports, and a list of one value is the value.
    [Theory]
    [InlineData("""{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"execute-api:Invoke\",\"Resource\":\"*\"}]}""")]
    [InlineData("""{ "Statement": {"Resource": ["*"], "Action": "execute-api:Invoke", "Principal": "*", "Effect": "Allow"}, "Version": "2012-10-17" }""")]
    public void The_same_policy_in_other_words_is_no_disagreement(string saved) =>
        Check(Exported(Policy).WithApi(api => api with { ResourcePolicy = saved })).ShouldBeClean();

    [Fact]
    public void Flags_a_default_endpoint_that_is_off_as_saved_only() =>
        Check(Exported(null).WithApi(api => api with { DisableExecuteApiEndpoint = true }))
            .ShouldFlag("the default endpoint, which is switched off as saved, still answers");

    [Fact]
    public void A_default_endpoint_that_is_off_in_both_is_no_disagreement() =>
        Check(Exported(null, off: true).WithApi(api => api with { DisableExecuteApiEndpoint = true })).ShouldBeClean();

    [Fact]
    public void A_working_copy_that_was_left_out_says_nothing_of_methods() =>
        Check(Same.WithWorkingCopy(route => route with { Key = "GET /other" }).WithApi(api => api with { WorkingCopyLeftOut = true }))
            .ShouldBeClean();

    [Fact]
    public void A_setting_that_is_not_about_authorization_is_no_disagreement() =>
        Check(Same.WithWorkingCopy(route => route with { RequestValidatorId = "v1", Integration = (Integration?)Example.Mock }))
            .ShouldBeClean();

    [Fact]
    public void Each_stage_is_a_finding_of_its_own()
    {
        var findings = Check(Same.AddStage(Example.RestStage("dev"))
            .WithWorkingCopy(route => route with { Authorization = AuthorizationKind.AwsIam }));

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
