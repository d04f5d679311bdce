using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Transport;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Transport;

public sealed class PrivateBackendWithoutTlsTests : RuleTests<PrivateBackendWithoutTls>
{
    private static readonly Estate Plain = SmallEstate.Http(Example.Route("GET /orders") with
    {
        Integration = Example.Url(
            "arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/orders/1/2") with
        {
            ThroughVpcLink = true,
            ConnectionId = "v1",
        },
    });

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "TLS", estate => estate.WithIntegration(integration => integration with { HasTlsConfig = true }) },
        { "not private", estate => estate.WithIntegration(integration => integration with { ThroughVpcLink = false }) },
    };

    [Fact]
    public void Flags_a_private_backend_without_TLS() =>
        Check(Plain).ShouldFlag(
            "Requests to route 'GET /orders' of API 'orders' on stage 'prod' go through a VPC link to their backend unencrypted")
            .Severity.ShouldBe(Severity.Medium);

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Plain)).ShouldBeClean(change);

    [Fact]
    public void The_addresses_of_REST_APIs_say_whether_they_use_TLS() =>
        Check(SmallEstate.Rest(
            Example.Route("GET /orders") with { Integration = Example.Url("https://backend.example.com") with { ThroughVpcLink = true } }))
            .ShouldBeClean();

    [Fact]
    public void Says_so_when_the_integration_could_not_be_read() =>
        Check(Plain.WithRoute(route => route with { Integration = Example.Denied })).ShouldBeInconclusive("The call was denied.");
}
