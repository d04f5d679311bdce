using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Transport;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Transport;

public sealed class PlaintextBackendTests : RuleTests<PlaintextBackend>
{
    private static readonly Estate Plain = SmallEstate.Rest(
        Example.Route("GET /orders") with { Integration = Example.Url("http://backend.example.com/orders") });

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "HTTPS", estate => estate.WithIntegration(integration => integration with { Uri = "https://backend.example.com/orders" }) },
        {
            "MOCK, whose address nobody calls",
            estate => estate.WithIntegration(integration => integration with { Type = IntegrationType.Mock })
        },
        { "a Lambda function", estate => estate.WithIntegration(integration => Example.Lambda) },
        { "nothing behind it", estate => estate.WithRoute(route => route with { Integration = (Integration?)null }) },
    };

    [Fact]
    public void Flags_a_backend_that_is_called_without_TLS()
    {
        var finding = Check(Plain).ShouldFlag(
            "Requests to route 'GET /orders' of API 'orders' on stage 'prod' go on to 'http://backend.example.com/orders' unencrypted");

        finding.Severity.ShouldBe(Severity.High);
        finding.Confidence.ShouldBe(Confidence.Medium, "a deployment's summary does not tell the integration");
    }

    // Amazon API Gateway important notes: an HTTP proxy integration passes headers on; of a signed request the Authorization header is not.
    // Others send what is mapped.
    [Theory]
    [InlineData(IntegrationType.HttpProxy, AuthorizationKind.None, true)]
    [InlineData(IntegrationType.HttpProxy, AuthorizationKind.Custom, true)]
    [InlineData(IntegrationType.HttpProxy, AuthorizationKind.AwsIam, false)]
    [InlineData(IntegrationType.Http, AuthorizationKind.None, false)]
    public void Speaks_of_tokens_where_headers_go_on(IntegrationType type, AuthorizationKind authorization, bool sendsTokens) =>
        Check(Plain.WithIntegration(integration => integration with { Type = type })
            .WithRoute(route => route with { Authorization = authorization }))
            .ShouldHaveSingleItem()
            .Message.Contains("tokens included", StringComparison.Ordinal).ShouldBe(sendsTokens);

    // Export a REST API from API Gateway: what is behind the route is read from what the stage serves.
    [Fact]
    public void What_was_exported_is_sure() => Check(Plain.WithDeployment(deployment => deployment with
    {
        Definition = new DeployedDefinition
        {
            Authorizers = [],
            Routes = [Example.Route("GET /orders") with { Integration = Example.Url("http://backend.example.com/orders") }],
        },
    })).ShouldHaveSingleItem().Confidence.ShouldBe(Confidence.High);

    [Fact]
    public void Flags_HTTP_and_WebSocket_APIs()
    {
        var route = Example.Route("$default") with { Integration = Example.Url("http://backend.example.com") };

        Check(SmallEstate.Http(route)).ShouldFlag("'$default'").Confidence.ShouldBe(Confidence.High);
        Check(SmallEstate.WebSocket(route)).ShouldFlag("'$default'");
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Plain)).ShouldBeClean(change);

    [Fact]
    public void The_scheme_may_be_written_in_capitals() =>
        Check(Plain.WithIntegration(integration => integration with { Uri = "HTTP://backend.example.com" })).ShouldFlag("unencrypted");

    [Fact]
    public void Who_can_call_the_route_does_not_matter() =>
        Check(Plain.WithApi(api => api with { EndpointType = EndpointType.Private }))
            .ShouldFlag("unencrypted").Severity.ShouldBe(Severity.High);

    [Fact]
    public void Through_a_VPC_link_it_is_medium() =>
        Check(Plain.WithIntegration(integration => integration with { ThroughVpcLink = true }))
            .ShouldFlag("inside the VPC").Severity.ShouldBe(Severity.Medium);

    [Fact]
    public void A_host_in_a_stage_variable_is_still_plaintext() =>
        Check(Plain.WithIntegration(integration => integration with { Uri = "http://${stageVariables.host}/orders" }))
            .ShouldFlag("unencrypted");

    [Theory]
    [InlineData("http://backend.example.com", true)]
    [InlineData("https://backend.example.com", false)]
    public void A_stage_variable_can_hold_the_scheme(string value, bool flagged)
    {
        var findings = Check(Plain
            .WithIntegration(integration => integration with { Uri = "${stageVariables.backend}/orders" })
            .WithStage(stage => stage with { Variables = [new() { Name = "backend", Value = value }] }));

        (findings.Length == 1).ShouldBe(flagged);
    }

    [Fact]
    public void A_stage_variable_is_what_each_stage_says_it_is()
    {
        var finding = Check(Plain
            .WithIntegration(integration => integration with { Uri = "${stageVariables.backend}/orders" })
            .WithStage(stage => stage with { Variables = [new() { Name = "backend", Value = "https://backend.example.com" }] })
            .AddStage(Example.RestStage("dev") with { Variables = [new() { Name = "backend", Value = "http://localhost" }] }))
                .ShouldFlag("on stage 'dev' go on");

        finding.Stages.ShouldBe(["dev"]);
    }

    [Fact]
    public void A_stage_variable_that_only_one_stage_has_is_unknown_on_the_other()
    {
        var findings = Check(Plain
            .WithIntegration(integration => integration with { Uri = "${stageVariables.backend}/orders" })
            .WithStage(stage => stage with { Variables = [new() { Name = "backend", Value = "http://backend.example.com" }] })
            .AddStage(Example.RestStage("dev")));

        findings.OnlyFlagged().Stages.ShouldBe(["prod"]);
        findings.Single(finding => finding.Outcome is Core.Findings.Outcome.Inconclusive).Stages.ShouldBe(["dev"]);
    }

    [Fact]
    public void Says_so_when_the_stage_variable_is_not_known() =>
        Check(Plain.WithIntegration(integration => integration with { Uri = "${stageVariables.backend}/orders" }))
            .ShouldBeInconclusive("The backend's address stands in stage variable 'backend', whose value is not known.");

    [Fact]
    public void Says_so_when_the_integration_could_not_be_read() =>
        Check(Plain.WithRoute(route => route with { Integration = Example.Denied })).ShouldBeInconclusive("The call was denied.");
}
