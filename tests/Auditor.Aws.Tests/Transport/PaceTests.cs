using Auditor.Aws.Operations;
using Auditor.Aws.Transport;

namespace Auditor.Aws.Tests.Transport;

public sealed class PaceTests
{
    [Fact]
    public async Task A_hundred_requests_take_as_long_as_the_rate_says()
    {
        var clock = new ImpatientClock();
        var pace = new Pace(8, clock);
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
        var pace = new Pace(8, clock);
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
        var pace = new Pace(8, clock);
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

    [Fact]
    public async Task Resources_are_read_more_slowly_than_the_rest()
    {
        var aws = new ScriptedAws(ScriptedAws.Json("""{"item":[]}"""));
        using var caller = aws.Caller();
        var start = aws.Clock.GetUtcNow();

        for (var i = 0; i < 21; i++)
        {
            await caller.CallAsync(RestApiOperations.GetResources, "eu-central-1", new() { ["restapi_id"] = "a" }, CancellationToken.None);
        }

        // The service allows 5 in 2 seconds.
        (aws.Clock.GetUtcNow() - start).TotalSeconds.ShouldBeGreaterThan(21 / 2.5);
    }

    [Fact]
    public async Task Both_interfaces_of_API_Gateway_draw_on_one_rate()
    {
        var aws = new ScriptedAws(ScriptedAws.Json("{}"));
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
