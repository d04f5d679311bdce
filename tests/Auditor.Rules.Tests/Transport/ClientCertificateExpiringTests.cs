using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Transport;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Transport;

public sealed class ClientCertificateExpiringTests : RuleTests<ClientCertificateExpiring>
{
    private static readonly Estate Expiring = With(
        SmallEstate.Rest(Example.Route("GET /orders") with { Integration = Example.Url("https://backend.example.com/orders") })
            .WithStage(stage => stage with { ClientCertificateId = "c1" }),
        Example.Now.AddDays(20));

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "more than a month is left", estate => With(estate, Example.Now.AddDays(31)) },
        { "no certificate, which another rule judges", estate => estate.WithStage(stage => stage with { ClientCertificateId = null }) },
        { "a Lambda function sees none", estate => estate.WithIntegration(_ => Example.Lambda) },
        { "MOCK calls nobody", estate => estate.WithIntegration(_ => Example.Mock) },
    };

    [Fact]
    public void Flags_a_certificate_that_runs_out() =>
        Check(Expiring)
            .ShouldFlag(
                "Client certificate 'c1' of stage 'prod' of API 'orders' expires within 30 days",
                "requests to route 'GET /orders'").Severity.ShouldBe(Severity.Medium);

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Expiring)).ShouldBeClean(change);

    [Fact]
    public void Says_that_it_has_run_out() => Check(With(Expiring, Example.Now)).ShouldFlag("has expired");

    [Fact]
    public void The_stage_s_certificate_counts_and_no_other() =>
        Check(Expiring.WithScope(
            scope => scope with { ClientCertificates = scope.ClientCertificates.Value.Insert(0, new() { Id = "c0", ExpiresAt = Example.Now.AddYears(1) }) }))
            .ShouldFlag("'c1'");

    // Nobody asks about a certificate that a stage does not have.
    [Fact]
    public void A_stage_without_a_certificate_needs_no_list() =>
        Check(Expiring.WithStage(stage => stage with { ClientCertificateId = null })
            .WithScope(scope => scope with { ClientCertificates = Example.Denied }))
            .ShouldBeClean();

    [Fact]
    public void Says_so_when_the_list_could_not_be_read() =>
        Check(Expiring.WithScope(scope => scope with { ClientCertificates = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    [Fact]
    public void Says_so_when_the_certificate_is_not_in_the_list() =>
        Check(Expiring.WithScope(scope => scope with { ClientCertificates = ImmutableArray<ClientCertificate>.Empty }))
            .ShouldBeInconclusive("Client certificate 'c1' is not in API Gateway's list.");

    [Fact]
    public void Says_so_when_no_date_is_named() =>
        Check(With(Expiring, null)).ShouldBeInconclusive("API Gateway's answer does not say when client certificate 'c1' expires.");

    [Fact]
    public void Says_so_when_nobody_knows_what_is_behind_it() =>
        Check(Expiring.WithRoute(route => route with { Integration = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    private static Estate With(Estate estate, DateTimeOffset? end) =>
        estate.WithScope(scope => scope with { ClientCertificates = ImmutableArray.Create(new ClientCertificate { Id = "c1", ExpiresAt = end }) });
}
