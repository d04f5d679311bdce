using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Throttling;

namespace Auditor.Aws.Tests.FakeAws;

public sealed class ThrottlingTests : IDisposable
{
    private static readonly FakeRestApi Api = new("orders");

    private readonly SteppedClock _clock = new(new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));
    private SignedClient? _client;

    [Fact]
    public async Task All_of_API_Gateway_shares_40_at_once_and_10_a_second()
    {
        await using var aws = await StartAsync();
        for (var i = 0; i < 40; i++)
        {
            (await StatusAsync(aws, i % 2 == 0 ? "/restapis" : "/v2/apis")).ShouldBe(200);
        }

        (await StatusAsync(aws, "/restapis")).ShouldBe(429);
        _clock.Advance(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 10; i++)
        {
            (await StatusAsync(aws, "/domainnames")).ShouldBe(200);
        }

        (await StatusAsync(aws, "/domainnames")).ShouldBe(429);
    }

    [Fact]
    public async Task Resources_have_5_per_2_seconds_of_their_own()
    {
        await using var aws = await StartAsync();
        var resources = $"/restapis/{Api.Id}/resources";
        for (var i = 0; i < 5; i++)
        {
            (await StatusAsync(aws, resources)).ShouldBe(200);
        }

        (await StatusAsync(aws, resources)).ShouldBe(429);
        (await StatusAsync(aws, "/restapis")).ShouldBe(200);
        _clock.Advance(TimeSpan.FromSeconds(2));
        for (var i = 0; i < 5; i++)
        {
            (await StatusAsync(aws, resources)).ShouldBe(200);
        }

        (await StatusAsync(aws, resources)).ShouldBe(429);
    }

    [Fact]
    public async Task A_throttled_call_says_so_and_when_to_come_back()
    {
        await using var aws = await StartAsync();
        using var client = Client(aws);
        for (var i = 0; i < 40; i++)
        {
            await StatusAsync(aws, "/restapis");
        }

        using var response = await client.GetAsync("/restapis");
        response.Headers.GetValues("x-amzn-ErrorType").First().ShouldStartWith("TooManyRequestsException");
        response.Headers.RetryAfter?.Delta.ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Another_Region_has_its_own_limit()
    {
        await using var aws = await StartAsync();
        for (var i = 0; i < 41; i++)
        {
            await StatusAsync(aws, "/restapis");
        }

        using var elsewhere = new SignedClient(aws, region: "us-east-1") { SignedAt = _clock.GetUtcNow() };
        using var response = await elsewhere.GetAsync("/restapis");
        ((int)response.StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task Somebody_else_takes_its_share()
    {
        await using var aws = await StartAsync(FakeThrottling.AsDocumented with { OthersRate = 20 });
        await StatusAsync(aws, "/restapis");
        _clock.Advance(TimeSpan.FromSeconds(10));
        // 20 a second asked of a bucket that fills with 10: nothing was saved up.
        (await StatusAsync(aws, "/restapis"), await StatusAsync(aws, "/restapis")).ShouldNotBe((200, 200));
    }

    [Fact]
    public async Task WAF_has_five_of_each_operation_a_second()
    {
        await using var aws = await StartAsync();
        for (var i = 0; i < 5; i++)
        {
            (await WafAsync(aws, "GetWebACL")).ShouldBe("WAFNonexistentItemException");
        }

        (await WafAsync(aws, "GetWebACL")).ShouldBe("ThrottlingException");
        (await WafAsync(aws, "GetRuleGroup")).ShouldBe("WAFNonexistentItemException");
        _clock.Advance(TimeSpan.FromSeconds(1));
        (await WafAsync(aws, "GetWebACL")).ShouldBe("WAFNonexistentItemException");
    }

    [Fact]
    public async Task There_are_no_limits_unless_asked_for()
    {
        await using var aws = await StartAsync(FakeThrottling.Off);
        for (var i = 0; i < 60; i++)
        {
            (await StatusAsync(aws, "/restapis")).ShouldBe(200);
        }
    }

    public void Dispose() => _client?.Dispose();

    private Task<FakeAwsServer> StartAsync(FakeThrottling? throttling = null) =>
        FakeAwsServer.StartAsync(FakeEstate.Of(Api), new() { Clock = _clock, Throttling = throttling ?? FakeThrottling.AsDocumented });

    private SignedClient Client(FakeAwsServer aws) => new(aws) { SignedAt = _clock.GetUtcNow() };

    private async Task<int> StatusAsync(FakeAwsServer aws, string target)
    {
        _client ??= Client(aws);
        using var response = await _client.GetAsync(target);
        return (int)response.StatusCode;
    }

    private async Task<string?> WafAsync(FakeAwsServer aws, string operation)
    {
        _client ??= Client(aws);
        return (await _client.CallJsonAsync("wafv2", $"AWSWAF_20190729.{operation}", """{"Scope":"REGIONAL"}"""))["__type"]
            ?.GetValue<string>();
    }
}
