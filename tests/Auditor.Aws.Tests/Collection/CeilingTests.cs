using Auditor.Core.Metadata;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;

namespace Auditor.Aws.Tests.Collection;

/// <summary>The most that a scan may call, with every rule on: what the table of operations says they cost.</summary>
public sealed class CeilingTests
{
    private static readonly string[] PerRegionOrThing =
    [
        "GetRestApis", "GetApis", "GetDomainNames", "GetUsagePlans", "GetAccount", "GetApiMappings", "GetBasePathMappings",
        "ListRoutingRules",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task No_API_costs_more_than_it_may(int seed)
    {
        var generated = new FakeEstateGenerator(seed)
            .Region(new FakeEstateSize(RestApis: 40, MethodsPerRestApi: 70, HttpApis: 15, WebSocketApis: 10));
        var region = generated with
        {
            RestApis =
            [
                .. generated.RestApis,
                new("shelved"),
                new("wide") { Methods = [.. Enumerable.Range(0, 600).Select(i => new FakeMethod("GET", $"/r{i}"))], Stages = [new("prod")] },
            ],
            Apis = [.. generated.Apis, new("unused"), new("silent", "WEBSOCKET")],
        };
        await using var aws = await FakeAwsServer.StartAsync(region);

        var scope = await Collected.ScopeAsync(aws);

        scope.Gaps.ShouldBeEmpty();
        aws.UnexpectedCalls.ShouldBeEmpty();
        var byApi = aws.Calls.Where(call => call.Path.StartsWith("/restapis/", StringComparison.Ordinal)
            || call.Path.StartsWith("/v2/apis/", StringComparison.Ordinal))
            .ToLookup(
                call => call.Path.Split('/', StringSplitOptions.RemoveEmptyEntries)[call.ServiceId == "apigatewayv2" ? 2 : 1],
                call => call.Operation);
        foreach (var api in region.RestApis)
        {
            string.Join(' ', byApi[api.Id].Order(StringComparer.Ordinal))
                .ShouldBe(string.Join(' ', Ceiling(api).Order(StringComparer.Ordinal)), api.Name);
        }

        foreach (var api in region.Apis)
        {
            var exports = api.ProtocolType is "HTTP"
                ? api.Stages.Where(stage => stage is { DeploymentId: not null, AutoDeploy: false })
                    .Select(stage => stage.DeploymentId)
                    .Distinct(StringComparer.Ordinal)
                    .Count()
                : 0;
            string[] lists = api.Stages is []
                ? ["GetStages"]
                : [.. Enumerable.Repeat("ExportApi", exports), "GetAuthorizers", "GetIntegrations", "GetRoutes", "GetStages"];
            string.Join(' ', byApi[api.Id].Order(StringComparer.Ordinal)).ShouldBe(string.Join(' ', lists), api.Name);
        }

        // Everything else of API Gateway is by the page or by the domain, and asked for once.
        var others = aws.Calls.Where(call => call.Service == "apigateway"
            && !byApi.Any(api => call.Path.Contains($"/{api.Key}/", StringComparison.Ordinal)))
            .Select(call => call.ToString())
            .ToList();
        others.ShouldBeUnique();
        others.Where(call => PerRegionOrThing.Contains(call.Split(' ')[0])).Count().ShouldBeLessThanOrEqualTo(6 + region.Domains.Length);
    }

    [Theory]
    [InlineData(Needs.Routes, "GetIntegrations GetRoutes GetStages")]
    [InlineData(Needs.Routes | Needs.Authorizers, "GetAuthorizers GetIntegrations GetRoutes GetStages")]
    [InlineData(Needs.None, "GetStages")]
    public async Task An_HTTP_API_that_names_no_authorizer_is_asked_for_them_only_where_a_rule_does(Needs needs, string expected)
    {
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeRegion(Collected.Region) { Apis = [new("shop") { Id = "shop000001", Routes = [new("GET /")], Stages = [new() { AutoDeploy = true }] }] });

        await Collected.ScopeAsync(aws, needs);

        string.Join(
            ' ',
            aws.Calls.Where(call => call.Path.Contains("shop000001", StringComparison.Ordinal)).Select(call => call.Operation).Order(StringComparer.Ordinal))
            .ShouldBe(expected);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    public async Task A_clock_that_is_wrong_costs_a_repetition_and_nothing_else(int minutes)
    {
        // NOTE: the SDK remembers for the rest of the process by how much the clock of an endpoint is off, so this one must not be another
        // test's endpoint later: the port is none that systems give to those who ask for any.
        var port = 20_000 + (Environment.ProcessId % 5_000 * 2) + (minutes > 0 ? 1 : 0);
        await using var aws = await FakeAwsServer.StartAsync(
            FakeEstate.Of(new FakeRegion(Collected.Region) { RestApis = [new("orders") { Methods = [new("GET", "/")], Stages = [new("prod")] }] }),
            new() { ClockOffset = TimeSpan.FromMinutes(minutes), Port = port });

        var scope = await Collected.ScopeAsync(aws, Needs.Routes);

        scope.Gaps.ShouldBeEmpty();
        scope.RestApis.Value.Single().Routes.IsKnown.ShouldBeTrue();
    }

    private static IEnumerable<string> Ceiling(FakeRestApi api)
    {
        yield return "GetStages";
        if (api.Stages is [])
        {
            yield break;
        }

        yield return "GetAuthorizers";
        // A resource for each path and for each that leads to it, and the root.
        var resources = 1 + api.Methods.SelectMany(method => Prefixes(method.Path)).Distinct(StringComparer.Ordinal).Count();
        for (var page = 0; page * 500 < resources; page++)
        {
            yield return "GetResources";
        }

        var live = api.Stages.Select(stage => stage.DeploymentId ?? api.CurrentDeploymentId).Distinct(StringComparer.Ordinal).ToList();
        foreach (var _ in live.Concat(api.Stages.Select(stage => stage.CanarySettings?.DeploymentId).OfType<string>())
            .Distinct(StringComparer.Ordinal))
        {
            yield return "GetDeployment";
        }

        foreach (var _ in live)
        {
            yield return "GetExport";
        }
    }

    private static IEnumerable<string> Prefixes(string path)
    {
        for (var end = path.IndexOf('/', 1); end > 0; end = path.IndexOf('/', end + 1))
        {
            yield return path[..end];
        }

        if (path.Length > 1)
        {
            yield return path;
        }
    }
}
