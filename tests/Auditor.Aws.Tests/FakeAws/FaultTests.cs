using System.Text.Json;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Faults;

namespace Auditor.Aws.Tests.FakeAws;

public sealed class FaultTests
{
    private static readonly FakeRestApi Api = new("orders") { Stages = [new("prod")] };

    [Fact]
    public async Task Only_the_chosen_call_goes_wrong()
    {
        await using var aws = await FakeAwsServer.StartAsync(Api);
        using var client = new SignedClient(aws);
        aws.Inject(FakeFault.BareStatus("GetRestApis", 503, first: 2));
        var statuses = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            using var response = await client.GetAsync("/restapis");
            statuses.Add((int)response.StatusCode);
        }

        statuses.ShouldBe([200, 503, 200]);
        aws.Calls.Select(call => call.Status).ShouldBe([200, 503, 200]);
    }

    [Fact]
    public async Task A_throttle_on_demand_looks_like_the_real_one()
    {
        await using var aws = await FakeAwsServer.StartAsync(Api);
        using var client = new SignedClient(aws);
        aws.Inject(FakeFault.Throttled("GetStages"));
        (await client.ErrorAsync("/restapis")).Status.ShouldBe(200);
        var (status, code, _) = await client.ErrorAsync($"/restapis/{Api.Id}/stages");
        (status, code).ShouldBe((429, "TooManyRequestsException"));
    }

    [Fact]
    public async Task A_connection_can_be_reset()
    {
        await using var aws = await FakeAwsServer.StartAsync(Api);
        using var client = new SignedClient(aws);
        aws.Inject(FakeFault.Reset("GetRestApis"));
        await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync("/restapis"));
        aws.Calls.Single().Status.ShouldBe(0);
    }

    [Fact]
    public async Task A_body_can_end_too_soon()
    {
        await using var aws = await FakeAwsServer.StartAsync(Api);
        using var client = new SignedClient(aws);
        aws.Inject(new FakeFault("GetRestApis", FakeFaultKind.Truncated));
        await Should.ThrowAsync<HttpRequestException>(() => client.JsonAsync("/restapis"));
    }

    [Fact]
    public async Task A_body_can_be_broken_JSON()
    {
        await using var aws = await FakeAwsServer.StartAsync(Api);
        using var client = new SignedClient(aws);
        aws.Inject(new FakeFault("GetRestApis", FakeFaultKind.Malformed));
        await Should.ThrowAsync<JsonException>(() => client.JsonAsync("/restapis"));
    }

    [Fact]
    public async Task A_proxy_can_answer_instead()
    {
        await using var aws = await FakeAwsServer.StartAsync(Api);
        using var client = new SignedClient(aws);
        aws.Inject(new FakeFault("*", FakeFaultKind.WrongContentType));
        using var response = await client.GetAsync("/restapis");
        response.Content.Headers.ContentType?.MediaType.ShouldBe("text/html");
    }

    [Fact]
    public async Task A_redirect_names_another_place()
    {
        await using var aws = await FakeAwsServer.StartAsync(Api);
        using var client = new SignedClient(aws);
        aws.Inject(new FakeFault("*", FakeFaultKind.Redirect) { Location = "http://127.0.0.1:9/elsewhere" });
        using var response = await client.GetAsync("/restapis");
        ((int)response.StatusCode).ShouldBe(307);
        response.Headers.Location.ShouldBe(new Uri("http://127.0.0.1:9/elsewhere"));
    }

    [Fact]
    public async Task A_stalled_call_ends_when_the_client_gives_up_or_the_fake_stops()
    {
        var aws = await FakeAwsServer.StartAsync(Api);
        using var client = new SignedClient(aws);
        aws.Inject(FakeFault.Stall("GetRestApis", times: 2));
        using var giveUp = new CancellationTokenSource();
        var call = client.GetAsync("/restapis", cancellationToken: giveUp.Token);
        while (aws.Calls.IsEmpty)
        {
            await Task.Yield();
        }

        await giveUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => call);

        var second = client.GetAsync("/restapis");
        while (aws.Calls.Length < 2)
        {
            await Task.Yield();
        }

        await aws.DisposeAsync();
        await Should.ThrowAsync<HttpRequestException>(() => second);
    }

    [Fact]
    public async Task An_API_can_vanish_between_two_calls()
    {
        await using var aws = await FakeAwsServer.StartAsync(Api, new("other"));
        using var client = new SignedClient(aws);
        aws.Inject(new FakeFault("GetStages", FakeFaultKind.Deleted) { Path = Api.Id, First = 2 });
        (await client.ErrorAsync($"/restapis/{Api.Id}/stages")).Status.ShouldBe(200);
        (await client.ErrorAsync($"/restapis/{Api.Id}/stages")).Code.ShouldBe("NotFoundException");
        (await client.ErrorAsync($"/restapis/{Api.Id}/authorizers")).Code.ShouldBe("NotFoundException");
        (await client.JsonAsync("/restapis"))["item"]?.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_value_that_nobody_knows_can_be_served()
    {
        await using var aws = await FakeAwsServer.StartAsync(Api);
        using var client = new SignedClient(aws);
        aws.Inject(FakeFault.Rewritten("GetRestApis", "\"REGIONAL\"", "\"LUNAR\""));
        (await client.JsonAsync("/restapis"))["item"]?[0]?["endpointConfiguration"]?["types"]?[0]?.GetValue<string>().ShouldBe("LUNAR");
    }

    [Fact]
    public async Task A_fault_can_be_of_one_of_two_operations_with_the_same_name()
    {
        var http = new FakeApi("http");
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion("eu-west-1") { RestApis = [Api], Apis = [http] });
        using var client = new SignedClient(aws);
        aws.Inject(FakeFault.Error("GetStages", 403, "AccessDeniedException", "no").Always with { Service = "apigatewayv2" });
        (await client.ErrorAsync($"/restapis/{Api.Id}/stages")).Status.ShouldBe(200);
        (await client.ErrorAsync($"/v2/apis/{http.Id}/stages")).Status.ShouldBe(403);
        aws.Calls.Select(call => call.ServiceId).ShouldBe(["apigateway", "apigatewayv2"]);
    }

    [Fact]
    public async Task Calls_are_counted_in_order()
    {
        await using var aws = await FakeAwsServer.StartAsync(Api);
        using var client = new SignedClient(aws);
        await client.JsonAsync("/restapis?limit=500");
        await client.JsonAsync($"/restapis/{Api.Id}/stages");
        aws.Calls.Select(call => call.ToString()).ShouldBe(["GetRestApis /restapis?limit=500", $"GetStages /restapis/{Api.Id}/stages"]);
        aws.CallCounts["GetStages"].ShouldBe(1);
        aws.UnexpectedCalls.ShouldBeEmpty();
        aws.Violations.ShouldBeEmpty();
    }
}
