using Auditor.Core.Metadata;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;

namespace Auditor.Aws.Tests.Collection;

/// <summary>
/// Services have quotas of their own: what APIs refer to is asked for while API Gateway still answers, so that a scan takes the time of the
/// slowest and not of all one after the other.
/// </summary>
public sealed class OverlapTests
{
    private const int Apis = 60;

    [Fact]
    public async Task What_an_API_refers_to_is_asked_for_as_soon_as_the_API_is_read()
    {
        await using var aws = await FakeAwsServer.StartAsync([.. Enumerable.Range(0, Apis).Select(i => new FakeRestApi($"api {i}")
        {
            Methods = [new("GET", "/") { Integration = new() { Type = "AWS_PROXY", Uri = $"arn:aws:apigateway:{Collected.Region}:lambda:path/2015-03-31/functions/arn:aws:lambda:{Collected.Region}:{Collected.AccountId}:function:orders-{i}/invocations" } }],
            Stages = [new("prod") { AccessLogSettings = new($"arn:aws:logs:{Collected.Region}:{Collected.AccountId}:log-group:access-{i}", "$context.requestId") }],
        })]);

        var scope = await Collected.ScopeAsync(aws, Needs.Routes | Needs.LogGroups | Needs.FunctionPolicies);

        var lastOfGateway = aws.Calls.Where(call => call.Service == "apigateway").Max(call => call.Number);
        aws.Calls.Where(call => call.Service == "logs").Min(call => call.Number).ShouldBeLessThan(lastOfGateway);
        aws.Calls.Where(call => call.Service == "lambda").Min(call => call.Number).ShouldBeLessThan(lastOfGateway);
        // Asked once each all the same.
        aws.Calls.Count(call => call.Service == "logs").ShouldBe(Apis);
        aws.Calls.Count(call => call.Service == "lambda").ShouldBe(Apis);
        scope.LogGroups.Length.ShouldBe(Apis);
        scope.Functions.Length.ShouldBe(Apis);
    }
}
