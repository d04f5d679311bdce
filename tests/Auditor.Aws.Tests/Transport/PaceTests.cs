using Auditor.Aws.Services.ApiGateway;
using Auditor.Aws.Services.ApiGatewayV2;
using Auditor.Aws.Transport;

namespace Auditor.Aws.Tests.Transport;

public sealed class PaceTests
{
    [Fact]
    public async Task A_hundred_requests_take_as_long_as_the_rate_says()
    {
        var clock = new ImpatientClock();
        var pace = new Pace(8, TimeSpan.FromSeconds(0.5), clock);
        var start = clock.GetUtcNow();

        for (var i = 0; i < 100; i++)
        {
            await pace.WaitAsync(CancellationToken.None);
        }

        // 100 requests at 8/s, less the half second's worth that may go at once.
        (clock.GetUtcNow() - start).TotalSeconds.ShouldBeInRange(11.5, 12.5);
    }

    [Fact]
    public async Task Throttling_stops_everybody_and_slows_down_what_follows()
    {
        var clock = new ImpatientClock();
        var pace = new Pace(8, TimeSpan.FromSeconds(0.5), clock);
        var start = clock.GetUtcNow();

        pace.Throttled(TimeSpan.FromSeconds(30));
        await pace.WaitAsync(CancellationToken.None);
        var resumed = clock.GetUtcNow() - start;
        for (var i = 0; i < 56; i++)
        {
            await pace.WaitAsync(CancellationToken.None);
        }

        resumed.ShouldBe(TimeSpan.FromSeconds(30));
        (clock.GetUtcNow() - start - resumed).TotalSeconds.ShouldBeGreaterThan(9);
    }

    [Fact]
    public async Task Answers_bring_the_rate_back()
    {
        var clock = new ImpatientClock();
        var pace = new Pace(8, TimeSpan.FromSeconds(0.5), clock);
        pace.Throttled(TimeSpan.Zero);
        for (var i = 0; i < 100; i++)
        {
            await pace.WaitAsync(CancellationToken.None);
            pace.Answered();
        }

        var start = clock.GetUtcNow();
        for (var i = 0; i < 80; i++)
        {
            await pace.WaitAsync(CancellationToken.None);
        }

        (clock.GetUtcNow() - start).TotalSeconds.ShouldBeInRange(9.5, 10.5);
    }

    // API Gateway allows 5 GetResources in 2 seconds, in an account and Region.
    [Fact]
    public async Task No_two_seconds_hold_more_calls_for_resources_than_five_and_few_hold_less()
    {
        var clock = new ImpatientClock();
        var sent = new List<DateTimeOffset>();
        var empty = ScriptedAws.Json("""{"item":[]}""");
        var aws = new ScriptedAws(request =>
        {
            sent.Add(clock.GetUtcNow());
            return empty(request);
        })
        {
            Clock = clock,
        };
        using var caller = aws.Caller();

        for (var i = 0; i < 46; i++)
        {
            await caller.CallAsync(RestApiOperations.GetResources, "eu-central-1", new() { ["restapi_id"] = "a" }, CancellationToken.None);
        }

        sent.ShouldAllBe(start => sent.Count(time => time >= start && time < start + TimeSpan.FromSeconds(2)) <= 5);
        (sent[^1] - sent[0]).TotalSeconds.ShouldBeLessThan(1.15 * 45 / 2.5);
    }

    // 10 a second, burst 40: what all of API Gateway's management calls share.
    [Fact]
    public async Task No_second_holds_more_calls_than_others_can_spare()
    {
        var clock = new ImpatientClock();
        var pace = new Pace(8, TimeSpan.FromSeconds(0.5), clock);
        var sent = new List<DateTimeOffset>();

        for (var i = 0; i < 200; i++)
        {
            await pace.WaitAsync(CancellationToken.None);
            sent.Add(clock.GetUtcNow());
        }

        // 8, and the four of the half second that may go at once after idle time; no more than 10 from then on.
        sent.Count(time => time < sent[0] + TimeSpan.FromSeconds(1)).ShouldBeLessThanOrEqualTo(13);
        sent.Skip(20).ShouldAllBe(start => sent.Count(time => time >= start && time < start + TimeSpan.FromSeconds(1)) <= 10);
    }

    [Fact]
    public async Task Both_interfaces_of_API_Gateway_draw_on_one_rate()
    {
        var aws = new ScriptedAws(ScriptedAws.Json("""{"item":[],"items":[]}"""));
        using var caller = aws.Caller(new() { MaxRate = 2 });
        var start = aws.Clock.GetUtcNow();

        for (var i = 0; i < 10; i++)
        {
            await caller.CallAsync(RestApiOperations.GetRestApis, "eu-central-1", [], CancellationToken.None);
            await caller.CallAsync(HttpApiOperations.GetApis, "eu-central-1", [], CancellationToken.None);
        }

        (aws.Clock.GetUtcNow() - start).TotalSeconds.ShouldBeInRange(8.5, 9.6);
    }
}
