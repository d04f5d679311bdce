using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Transport;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Transport;

public sealed class BackendCannotVerifyGatewayTests : RuleTests<BackendCannotVerifyGateway>
{
    private static readonly Estate Anonymous = SmallEstate.Rest(
        Example.Route("GET /orders") with { Integration = Example.Url("https://backend.example.com/orders") });

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "a client certificate", estate => estate.WithStage(stage => stage with { ClientCertificateId = "c1" }) },
        { "a Lambda function, which asks for a signature", estate => estate.WithIntegration(_ => Example.Lambda) },
        { "MOCK, which calls nobody", estate => estate.WithIntegration(_ => Example.Mock) },
        { "another AWS service", estate => estate.WithIntegration(integration => integration with { Type = IntegrationType.Aws }) },
        { "nothing behind it", estate => estate.WithRoute(route => route with { Integration = (Integration?)null }) },
        {
            "no TLS in which to show one, which another rule judges",
            estate => estate.WithIntegration(integration => integration with { Uri = "http://backend.example.com/orders" })
        },
    };

    [Fact]
    public void Flags_a_stage_that_shows_its_backend_no_certificate()
    {
        var finding = Check(Anonymous)
            .ShouldFlag("Stage 'prod' of API 'orders' shows the backends of route 'GET /orders' no client certificate");

        finding.Severity.ShouldBe(Severity.Low);
        finding.Confidence.ShouldBe(Confidence.Medium, "a deployment's summary does not tell the integration");
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Anonymous)).ShouldBeClean(change);

    [Fact]
    public void Only_the_routes_with_such_a_backend_are_named() =>
        Check(Anonymous.AddRoute(Example.Route("POST /orders"))).ShouldFlag("of route 'GET /orders' no client");

    [Fact]
    public void A_stage_variable_is_what_the_stage_says_it_is()
    {
        var estate = Anonymous
            .WithIntegration(integration => integration with { Uri = "${stageVariables.backend}/orders" })
            .WithStage(stage => stage with { Variables = [new() { Name = "backend", Value = "https://backend.example.com" }] })
            .AddStage(Example.RestStage("dev") with { Variables = [new() { Name = "backend", Value = "http://localhost" }] });

        Check(estate).ShouldFlag("Stage 'prod'");
    }

    [Fact]
    public void HTTP_APIs_have_no_client_certificates() =>
        Check(SmallEstate.Http(Anonymous.Scopes[0].KnownApis.Single().Routes.Value[0])).ShouldBeClean();

    [Fact]
    public void What_could_not_be_read_hides_nothing_that_is_known() =>
        Check(Anonymous.AddRoute(Example.Route("POST /orders") with { Integration = Example.Denied }))
            .ShouldHaveSingleItem().Outcome.ShouldBe(Outcome.Flagged);

    [Fact]
    public void Says_so_when_nobody_knows_what_is_behind_it() =>
        Check(Anonymous.WithRoute(route => route with { Integration = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    [Theory]
    [InlineData("https://s3.eu-west-1.amazonaws.com/bucket/orders", false)]
    [InlineData("https://abc.execute-api.eu-west-1.amazonaws.com/prod/orders", false)]
    [InlineData("https://abcdefgh.lambda-url.eu-west-1.on.aws/", false)]
    [InlineData("https://abc.eu-west-1.awsapprunner.com/orders", false)]
    [InlineData("https://orders-123.eu-west-1.elb.amazonaws.com/orders", true)]
    [InlineData("https://amazonaws.com.example.net/orders", true)]
    public void An_endpoint_that_asks_nobody_for_a_certificate_is_left_out(string uri, bool isFlagged) =>
        Check(Anonymous.WithIntegration(integration => integration with { Uri = uri })).Length.ShouldBe(isFlagged ? 1 : 0);

    [Fact]
    public void Behind_a_VPC_link_no_stranger_finds_an_address() =>
        Check(Anonymous.WithIntegration(integration => integration with { ThroughVpcLink = true, ConnectionId = "link1" })).ShouldBeClean();
}
