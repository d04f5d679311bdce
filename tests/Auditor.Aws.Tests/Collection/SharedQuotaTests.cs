using Amazon.Runtime;
using Auditor.Aws.Access;
using Auditor.Aws.Advice;
using Auditor.Aws.Collection;
using Auditor.Aws.Tests.Transport;
using Auditor.Aws.Transport;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Throttling;
using Auditor.Testing.Names;

namespace Auditor.Aws.Tests.Collection;

/// <summary>
/// API Gateway's quotas as documented (10 a second and 40 at once in an account and Region, 5 in 2 seconds for resources), alone and with
/// others who use them too.
/// </summary>
[Trait("Category", "Exhaustive")]
public sealed class SharedQuotaTests
{
    private const int Apis = 30;

    // NOTE: whether a call is refused on a clock that runs twenty times too fast depends on the machine. PaceTests has what is sent when.
    [Fact]
    public async Task Alone_nothing_is_lost_and_nothing_asked_twice_that_was_answered()
    {
        var (scope, log, aws) = await ScanAsync(others: 0, speed: 20, TimeSpan.FromDays(1));

        scope.Gaps.ShouldBeEmpty();
        // The caller, two lists, and of each API its stages, deployment, export and resources.
        aws.Calls.Count(call => call.Status == 200).ShouldBe(3 + (4 * Apis));
        aws.Calls.Where(call => call.Status == 200).Select(call => $"{call}").ShouldBeUnique();
        log.Requests.ShouldBe(aws.Calls.Length);
        log.Retries.ShouldBe(aws.Calls.Count(call => call.Status == 429));
        // The pace that resources have shows as waiting: the last of 30 stands in line for about 13 seconds of the fake's clock.
        var resources = log.Counts.Single(count => count.Operation == "apigateway:GetResources");
        resources.Waiting.ShouldBeGreaterThan(TimeSpan.FromSeconds(10));
        resources.Answering.ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public async Task Somebody_else_with_half_of_the_quota_costs_patience_and_nothing_else()
    {
        var (scope, _, aws) = await ScanAsync(others: 5, speed: 20, TimeSpan.FromDays(1));

        scope.Gaps.ShouldBeEmpty();
        scope.RestApis.Value.Length.ShouldBe(Apis);
        scope.RestApis.Value.ShouldAllBe(api => api.Routes.IsKnown && api.Deployments.All(deployment => deployment.Methods.IsKnown));
        aws.Calls.Count(call => call.Status == 200).ShouldBe(3 + (4 * Apis));
    }

    // Twice the quota: in this setting a leading peer's results fell from 475 to 106, with the same exit code and not a word.
    [Fact]
    public async Task Somebody_else_that_takes_all_of_the_quota_leaves_nothing_out_unsaid()
    {
        var (scope, log, aws) = await ScanAsync(others: 20, speed: 100);

        log.Requests.ShouldBe(aws.Calls.Length);
        log.Throttled.ShouldBe(aws.Calls.Count(call => call.Status == 429));
        log.Retries.ShouldBe(log.Requests - log.Counts.Sum(count => count.Calls));
        if (scope.RestApis.Unknown is { } reason)
        {
            scope.Gaps.ShouldContain(gap => gap.Operation == reason.Operation);
            return;
        }

        scope.RestApis.Value.Length.ShouldBe(Apis);
        foreach (var api in scope.RestApis.Value)
        {
            var gaps = scope.Gaps.Where(gap => gap.Target.Contains($"/restapis/{api.Id}", StringComparison.Ordinal)).ToArray();
            gaps.ShouldAllBe(gap => gap.Code == "TooManyRequestsException");
            var answered = aws.Calls.Where(call => call.Status == 200
                && call.Path.StartsWith($"/restapis/{api.Id}/", StringComparison.Ordinal))
                .Select(call => call.Operation)
                .ToHashSet(StringComparer.Ordinal);
            // What was answered is known, and what was not is a gap: never both, never neither.
            api.Stages.IsKnown.ShouldBe(answered.Contains("GetStages"));
            gaps.Any(gap => gap.Operation == "apigateway:GetStages").ShouldBe(!answered.Contains("GetStages"));
            if (api.Stages.IsKnown)
            {
                api.Routes.IsKnown.ShouldBe(answered.Contains("GetResources"));
                api.Deployments.Single().Methods.IsKnown.ShouldBe(answered.Contains("GetDeployment"));
                gaps.Select(gap => gap.Operation)
                    .Order(StringComparer.Ordinal)
                    .ShouldBe(new[] { "GetDeployment", "GetExport", "GetResources" }
                        .Where(operation => !answered.Contains(operation))
                        .Select(operation => $"apigateway:{operation}"));
            }
        }
    }

    private static async Task<(Scope Scope, CallLog Log, FakeAwsServer Aws)> ScanAsync(
        double others, double speed, TimeSpan? patience = null)
    {
        var clock = new FastClock(speed);
        await using var aws = await FakeAwsServer.StartAsync(
            FakeEstate.Of(new FakeRegion(Collected.Region) { RestApis = [.. Enumerable.Range(0, Apis).Select(i => new FakeRestApi($"api {i}") { Methods = [new("GET", "/")], Stages = [new("prod")] })] }),
            new() { Clock = clock, ChecksSignatureDate = false, Throttling = FakeThrottling.AsDocumented with { OthersRate = others } });
        using var caller = new AwsCaller(
            new()
            {
                Explain = CallAdvice.Of,
                Credentials = new BasicAWSCredentials(aws.Credentials.AccessKeyId, aws.Credentials.SecretAccessKey),
                EndpointUrl = aws.Url,
                Patience = patience ?? new AwsCallerOptions().Patience,
            },
            clock);
        var account = await AwsAccount.ReadAsync(caller, Collected.Region, CancellationToken.None);
        var scope = await new AwsCollector(caller, clock, new KnownHosts().ExistsAsync)
            .CollectScopeAsync(account, Collected.Region, new() { Needs = Needs.Routes }, null, CancellationToken.None);
        return (scope, caller.Log, aws);
    }
}
