using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Transport;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Transport;

public sealed class BackendCertificateNotCheckedTests : RuleTests<BackendCertificateNotChecked>
{
    private static readonly Estate Unchecked = SmallEstate.Rest(
        Example.Route("GET /orders") with { Integration = Example.Url("https://backend.example.com") with { InsecureSkipVerification = true } });

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        {
            "the certificate is checked",
            estate => estate.WithIntegration(integration => integration with { InsecureSkipVerification = false })
        },
        { "MOCK calls nobody", estate => estate.WithIntegration(integration => integration with { Type = IntegrationType.Mock }) },
    };

    [Fact]
    public void Flags_a_backend_that_may_show_any_certificate() =>
        Check(Unchecked)
            .ShouldFlag("Route 'GET /orders' of API 'orders' on stage 'prod' calls 'https://backend.example.com' without checking whose "
                + "certificate it shows")
            .Severity.ShouldBe(Severity.High);

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Unchecked)).ShouldBeClean(change);

    [Fact]
    public void Who_can_call_the_route_does_not_matter() =>
        Check(Unchecked.WithApi(api => api with { EndpointType = EndpointType.Private }))
            .ShouldFlag("'GET /orders'").Severity.ShouldBe(Severity.High);

    [Fact]
    public void Says_so_when_the_integration_could_not_be_read() =>
        Check(Unchecked.WithRoute(route => route with { Integration = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    // TlsConfig (Amazon API Gateway API Reference) is about HTTPS endpoints: without TLS there is no certificate, and AGW2006 says so.
    [Fact]
    public void A_backend_without_TLS_shows_no_certificate() => Check(SmallEstate.Rest(Example.Route("GET /orders") with
    {
        Integration = Example.Url("http://backend.example.com") with { InsecureSkipVerification = true },
    })).ShouldBeClean();
}
