using System.Collections.Immutable;
using Auditor.Core.Inventory;

namespace Auditor.Testing.Estates;

/// <summary>One account, one Region, one API, one stage, everything known: a test changes the one thing that it is about.</summary>
public static class SmallEstate
{
    /// <summary>With a REST API that has deployed these routes, or one open <c>GET /orders</c>.</summary>
    public static Estate Rest(params IEnumerable<Route> routes) => Of(Example.RestApi(OrDefault(routes, "GET /orders")));

    /// <summary>With an HTTP API of these routes, or one open <c>GET /orders</c>.</summary>
    public static Estate Http(params IEnumerable<Route> routes) => Of(Example.HttpApi(OrDefault(routes, "GET /orders")));

    /// <summary>With a WebSocket API of these routes, or one open <c>$connect</c>.</summary>
    public static Estate WebSocket(params IEnumerable<Route> routes) => Of(Example.WebSocketApi(OrDefault(routes, "$connect")));

    /// <summary>With these APIs.</summary>
    public static Estate Of(params IEnumerable<Api> apis) => new()
    {
        CollectedAt = Example.Now,
        Accounts = [new() { Id = Example.Account, IdentityPolicies = ImmutableArray<IdentityPolicy>.Empty }],
        Scopes =
        [
            new()
            {
                Account = Example.Account,
                Region = Example.Region,
                Settings = new AccountSettings { ThrottleRate = 10_000, ThrottleBurst = 5_000 },
                RestApis = apis.Where(api => api.IsRest).ToImmutableArray(),
                HttpAndWebSocketApis = apis.Where(api => !api.IsRest).ToImmutableArray(),
                Domains = ImmutableArray<Domain>.Empty,
                UsagePlans = ImmutableArray<UsagePlan>.Empty,
                ApiKeys = ImmutableArray<ApiKey>.Empty,
                VpcLinks = ImmutableArray<VpcLink>.Empty,
                Portals = ImmutableArray<Portal>.Empty,
                Alarms = ImmutableArray<Alarm>.Empty,
                ConfigRecording = new ConfigRecording { Rules = ImmutableArray<ConfigRule>.Empty },
            },
        ],
    };

    private static IEnumerable<Route> OrDefault(IEnumerable<Route> routes, string key) => routes.Any() ? routes : [Example.Route(key)];
}
