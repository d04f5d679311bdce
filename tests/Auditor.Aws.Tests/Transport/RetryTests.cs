using System.Net;
using Auditor.Aws.Services.ApiGateway;
using Auditor.Aws.Transport;

namespace Auditor.Aws.Tests.Transport;

public sealed class RetryTests
{
    private static readonly Func<HttpRequestMessage, HttpResponseMessage> Empty = ScriptedAws.Json("""{"item":[]}""");

    [Fact]
    public async Task A_bare_429_is_throttling_and_is_waited_out()
    {
        var throttled = ScriptedAws.Json("", HttpStatusCode.TooManyRequests);
        var aws = new ScriptedAws(throttled, throttled, throttled, throttled, throttled, throttled, Empty);
        using var caller = aws.Caller();

        await caller.CallAsync(RestApiOperations.GetRestApis, "eu-central-1", [], CancellationToken.None);

        aws.Requests.Count.ShouldBe(7);
        var count = caller.Log.Counts.ShouldHaveSingleItem();
        (count with { Answering = default, Waiting = default })
            .ShouldBe(new("apigateway:GetRestApis", "eu-central-1", 1, 7, 6, 0, 0) { Retries = 6 });
    }

    [Fact]
    public async Task Retry_After_is_the_least_that_is_waited()
    {
        var aws = new ScriptedAws(
            ScriptedAws.Json("""{"message":"Too Many Requests"}""", HttpStatusCode.TooManyRequests, ("Retry-After", "7")), Empty);
        using var caller = aws.Caller();

        await caller.CallAsync(RestApiOperations.GetRestApis, "eu-central-1", [], CancellationToken.None);

        aws.Clock.Waits.ShouldContain(wait => wait >= TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task Throttling_without_end_ends_as_a_failure()
    {
        var aws = new ScriptedAws(ScriptedAws.Json("", HttpStatusCode.TooManyRequests));
        using var caller = aws.Caller();

        var failure = await Should.ThrowAsync<AwsCallException>(() => caller.CallAsync(
            RestApiOperations.GetRestApis, "eu-central-1", [], CancellationToken.None));

        failure.Failure.ShouldBe(CallFailure.Throttled);
        aws.Requests.Count.ShouldBeInRange(8, 20);
        caller.Log.Counts.ShouldHaveSingleItem().Failed.ShouldBe(1);
    }

    // A service that asks for an hour is not waited for: it is said that it was not read.
    [Theory]
    [InlineData("50", 3)]
    [InlineData("3600", 1)]
    [InlineData("31536000", 1)]
    public async Task Patience_is_bounded_in_time(string retryAfter, int mostRequests)
    {
        var aws = new ScriptedAws(ScriptedAws.Json("", HttpStatusCode.TooManyRequests, ("Retry-After", retryAfter)));
        using var caller = aws.Caller(new() { Patience = TimeSpan.FromSeconds(120) });

        var failure = await Should.ThrowAsync<AwsCallException>(() => caller.CallAsync(
            RestApiOperations.GetRestApis, "eu-central-1", [], CancellationToken.None));

        failure.Failure.ShouldBe(CallFailure.Throttled);
        aws.Requests.Count.ShouldBeInRange(1, mostRequests);
    }

    // Each is asked once, and holds up the next for half as long as the one before.
    [Fact]
    public async Task A_service_that_asks_for_an_hour_each_time_does_not_cost_hours()
    {
        var aws = new ScriptedAws(ScriptedAws.Json("", HttpStatusCode.TooManyRequests, ("Retry-After", "3600")));
        using var caller = aws.Caller(new() { Patience = TimeSpan.FromSeconds(120) });
        var start = aws.Clock.GetUtcNow();

        for (var i = 0; i < 600; i++)
        {
            await Should.ThrowAsync<AwsCallException>(() => caller.CallAsync(
                RestApiOperations.GetRestApis, "eu-central-1", [], CancellationToken.None));
        }

        aws.Requests.Count.ShouldBe(600);
        (aws.Clock.GetUtcNow() - start).ShouldBeLessThan(TimeSpan.FromMinutes(20));
    }

    // At a hundred seconds a request, the third attempt is sent long after any patience; the service had no part in that.
    [Fact]
    public async Task Time_in_our_own_queue_is_not_held_against_the_service()
    {
        var throttled = ScriptedAws.Json("", HttpStatusCode.TooManyRequests);
        var aws = new ScriptedAws(throttled, throttled, throttled, throttled, throttled, Empty);
        using var caller = aws.Caller(new() { MaxRate = 0.01, Patience = TimeSpan.FromSeconds(120) });

        await caller.CallAsync(RestApiOperations.GetRestApis, "eu-central-1", [], CancellationToken.None);

        aws.Requests.Count.ShouldBe(6);
    }

    [Fact]
    public async Task A_service_that_refuses_everything_does_not_cost_full_patience_for_every_call()
    {
        var aws = new ScriptedAws(ScriptedAws.Json("", HttpStatusCode.TooManyRequests));
        using var caller = aws.Caller();
        var start = aws.Clock.GetUtcNow();

        for (var i = 0; i < 200; i++)
        {
            await Should.ThrowAsync<AwsCallException>(() => caller.CallAsync(
                RestApiOperations.GetRestApis, "eu-central-1", [], CancellationToken.None));
        }

        (aws.Clock.GetUtcNow() - start).ShouldBeLessThan(TimeSpan.FromMinutes(15));
        aws.Requests.Count.ShouldBeGreaterThan(200);
    }

    [Fact]
    public async Task An_answer_restores_patience()
    {
        var throttled = ScriptedAws.Json("", HttpStatusCode.TooManyRequests);
        var aws = new ScriptedAws([.. Enumerable.Repeat(throttled, 20), Empty, .. Enumerable.Repeat(throttled, 19), Empty]);
        using var caller = aws.Caller(new() { Patience = TimeSpan.FromDays(1) });

        await Should.ThrowAsync<AwsCallException>(() => caller.CallAsync(
            RestApiOperations.GetRestApis, "eu-central-1", [], CancellationToken.None));
        await caller.CallAsync(RestApiOperations.GetRestApis, "eu-central-1", [], CancellationToken.None);
        await caller.CallAsync(RestApiOperations.GetRestApis, "eu-central-1", [], CancellationToken.None);

        aws.Requests.Count.ShouldBe(41);
    }

    [Fact]
    public async Task A_body_shorter_than_promised_is_asked_for_again()
    {
        HttpResponseMessage Cut(HttpRequestMessage request)
        {
            var response = Empty(request);
            response.Content.Headers.ContentLength = 4000;
            return response;
        }

        var aws = new ScriptedAws(Cut, Empty);
        using var caller = aws.Caller();

        await caller.CallAsync(RestApiOperations.GetRestApis, "eu-central-1", [], CancellationToken.None);

        aws.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("{\"item\":[")]
    [InlineData("garbled")]
    public async Task A_garbled_answer_is_asked_for_again(string body)
    {
        var aws = new ScriptedAws(ScriptedAws.Json(body), Empty);
        using var caller = aws.Caller();

        await caller.CallAsync(RestApiOperations.GetRestApis, "eu-central-1", [], CancellationToken.None);

        aws.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(500, 4)]
    [InlineData(503, 4)]
    [InlineData(403, 1)]
    [InlineData(404, 1)]
    [InlineData(400, 1)]
    public async Task Only_what_a_repetition_can_mend_is_repeated(int status, int requests)
    {
        var aws = new ScriptedAws(ScriptedAws.Json("", (HttpStatusCode)status));
        using var caller = aws.Caller();

        await Should.ThrowAsync<AwsCallException>(() => caller.CallAsync(
            RestApiOperations.GetRestApis, "eu-central-1", [], CancellationToken.None));

        aws.Requests.Count.ShouldBe(requests);
    }

    [Fact]
    public async Task Every_attempt_is_signed_anew()
    {
        var aws = new ScriptedAws(ScriptedAws.Json("", HttpStatusCode.TooManyRequests), Empty);
        using var caller = aws.Caller();

        await caller.CallAsync(RestApiOperations.GetRestApis, "eu-central-1", [], CancellationToken.None);

        aws.Requests.ShouldAllBe(request => ReferenceSignature.IsGood(request, "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"));
    }

    [Fact]
    public async Task A_cancellation_stays_one()
    {
        using var cancellation = new CancellationTokenSource();
        var aws = new ScriptedAws(_ =>
        {
            cancellation.Cancel();
            throw new OperationCanceledException(cancellation.Token);
        });
        using var caller = aws.Caller();

        await Should.ThrowAsync<OperationCanceledException>(() => caller.CallAsync(
            RestApiOperations.GetRestApis, "eu-central-1", [], cancellation.Token));

        aws.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Many_calls_at_once_lose_nothing_to_a_service_that_throttles()
    {
        var refused = 0;
        var aws = new ScriptedAws(request => Interlocked.Increment(ref refused) % 3 is 0
            ? ScriptedAws.Json("", HttpStatusCode.TooManyRequests)(request)
            : Empty(request));
        // On the test's clock the waits of parallel calls add up.
        using var caller = aws.Caller(new() { Patience = TimeSpan.FromDays(1) });

        await Task.WhenAll(Enumerable.Range(0, 300)
            .Select(i => caller.CallAsync(RestApiOperations.GetStages, "eu-central-1", new() { ["restapi_id"] = $"api{i}" }, CancellationToken.None)));

        var count = caller.Log.Counts.ShouldHaveSingleItem();
        count.Failed.ShouldBe(0);
        count.Calls.ShouldBe(300);
        count.Throttled.ShouldBeGreaterThan(100);
    }
}
