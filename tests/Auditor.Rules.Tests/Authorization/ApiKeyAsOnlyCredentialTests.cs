using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Authorization;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Authorization;

[AboutCallers]
public sealed class ApiKeyAsOnlyCredentialTests : RuleTests<ApiKeyAsOnlyCredential>
{
    private const string OnlyOffice = """
        {"Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}]}
        """;

    private static readonly Estate Keyed = SmallEstate.Rest(Example.Route("GET /orders") with { ApiKeyRequired = true })
        .AddUsagePlan(Example.UsagePlan());

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "no key either, which another rule judges", estate => estate.WithRoute(route => route with { ApiKeyRequired = false }) },
        { "IAM", estate => estate.WithRoute(route => route with { Authorization = AuthorizationKind.AwsIam }) },
        { "a Lambda authorizer", estate => estate.WithRoute(route => route with { Authorization = AuthorizationKind.Custom }) },
        { "a PRIVATE API", estate => estate.WithApi(api => api with { EndpointType = EndpointType.Private }) },
        { "no way in", estate => estate.WithApi(api => api with { DisableExecuteApiEndpoint = true }) },
        { "a preflight", estate => estate.WithRoute(route => route with { Key = "OPTIONS /orders" }) },
    };

    [Fact]
    public void Flags_a_route_that_asks_for_a_key_and_nothing_else()
    {
        var finding = Check(Keyed).ShouldFlag(
            "Anyone on the internet who has seen an API key can call route 'GET /orders' of API 'orders' on stage 'prod', because "
                + "nothing else is asked of a caller.");

        finding.Severity.ShouldBe(Severity.High);
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Keyed)).ShouldBeClean(change);

    [Fact]
    public void A_usage_plan_meters_and_does_not_authorize() => Check(Keyed.AddUsagePlan(Example.UsagePlan())).ShouldFlag("'GET /orders'");

    [Fact]
    public void Flags_connect_of_a_WebSocket_API() =>
        Check(SmallEstate.WebSocket(Example.Route("$connect") with { ApiKeyRequired = true }, Example.Route("send"))
            .AddUsagePlan(Example.UsagePlan()))
            .ShouldFlag("route '$connect'");

    [Fact]
    public void The_deployment_counts_and_not_the_working_copy()
    {
        Check(Keyed.WithWorkingCopy(route => route with { ApiKeyRequired = false })).ShouldFlag("'GET /orders'");
        Check(SmallEstate.Rest().WithWorkingCopy(route => route with { ApiKeyRequired = true })).ShouldBeClean();
    }

    [Fact]
    public void Where_only_the_network_stops_strangers_it_is_low()
    {
        var finding = Check(Keyed.WithApi(api => api with { ResourcePolicy = OnlyOffice })).ShouldFlag("only the network stops strangers");

        finding.Severity.ShouldBe(Severity.Low);
    }

    [Fact]
    public void Says_so_when_authorization_could_not_be_read() =>
        Check(Keyed.WithRoute(route => route with { Authorization = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    // Usage plans and API keys for REST APIs: without an enabled key in a plan that covers the stage every request is refused.
    [Fact]
    public void Where_no_key_opens_the_stage_nobody_gets_in()
    {
        Check(Keyed.WithScope(scope => scope with { UsagePlans = ImmutableArray<UsagePlan>.Empty }))
            .ShouldFlag("Nobody has a key now").Severity.ShouldBe(Severity.Low);
        Check(Keyed.WithScope(
            scope => scope with { UsagePlans = ImmutableArray.Create(Example.UsagePlan() with { Stages = [new() { ApiId = Example.ApiId, Stage = "dev" }] }) }))
            .ShouldFlag("Nobody has a key now").Severity.ShouldBe(Severity.Low);
        Check(Keyed.WithScope(
            scope => scope with { UsagePlans = ImmutableArray.Create(Example.UsagePlan() with { ApiKeyIds = ImmutableArray<string>.Empty }) }))
            .ShouldFlag("Nobody has a key now").Severity.ShouldBe(Severity.Low);
        Check(Keyed.WithScope(
            scope => scope with { ApiKeys = ImmutableArray.Create(new ApiKey { Id = "k1", Name = "partner", Enabled = false }) }))
            .ShouldFlag("Nobody has a key now").Severity.ShouldBe(Severity.Low);
        Check(Keyed.WithScope(
            scope => scope with { ApiKeys = ImmutableArray.Create(new ApiKey { Id = "k1", Name = "partner", Enabled = true }) }))
            .ShouldFlag("'GET /orders'");
    }

    [Fact]
    public void Unknown_usage_plans_lower_the_confidence() =>
        Check(Keyed.WithScope(scope => scope with { UsagePlans = Example.Denied }))
            .ShouldFlag("'GET /orders'").Confidence.ShouldBe(Confidence.Medium);
}
