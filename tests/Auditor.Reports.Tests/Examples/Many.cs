using System.Collections.Immutable;
using System.Globalization;
using Auditor.Core.Inventory;

namespace Auditor.Reports.Tests.Examples;

/// <summary>Inventories with a great many findings.</summary>
internal static class Many
{
    private static readonly ImmutableArray<string> Words =
    [
        "orders", "billing", "users", "payments", "catalogue", "search", "inventory", "shipping", "returns", "loyalty", "pricing",
        "reports", "events", "auth", "partners", "media",
    ];

    private static readonly ImmutableArray<string> Regions = ["eu-west-1", "eu-central-1", "us-east-1", "us-west-2", "ap-southeast-2"];

    /// <summary>REST APIs with ten open routes each.</summary>
    public static Estate Apis(int number) => Acme.Complete with
    {
        Scopes =
        [
            Acme.Scope(
                Acme.Account,
                Acme.Region,
                [
                    .. Enumerable.Range(0, number).Select(api => Acme.Rest(
                        $"api{api:D7}",
                        $"service-{api}",
                        [.. Enumerable.Range(0, 10).Select(route => Acme.Route($"GET /things/{route}", AuthorizationKind.None))])),
                ],
                []),
        ],
    };

    /// <summary>Accounts with so many REST APIs each, and ten open routes in each of these.</summary>
    public static Estate Accounts(params IEnumerable<int> apis) => Acme.Complete with
    {
        Accounts = [],
        Scopes = [.. apis.Select((number, account) => Apis(number).Scopes[0] with { Account = $"11112222{account:D4}" })],
    };

    /// <summary>
    /// What a large company may have: accounts, Regions, ids that look random, and no two APIs with the same names, routes or log groups.
    /// </summary>
    public static Estate Estate(int findings)
    {
        // Always the same: a size that is measured must not depend on luck.
        var random = new Numbers();
        var scopes = ImmutableArray.CreateBuilder<Scope>();
        var left = findings;
        for (var account = 0; left > 0; account++)
        {
            foreach (var region in Regions)
            {
                var apis = ImmutableArray.CreateBuilder<Api>();
                for (var api = 0; api < 100 && left > 0; api++)
                {
                    apis.Add(Api(random, ref left));
                }

                scopes.Add(Acme.Scope(
                    (111100000000 + 7919L * account).ToString(CultureInfo.InvariantCulture), region, apis.ToImmutable(), []));
            }
        }

        return new() { CollectedAt = Acme.CollectedAt, Scopes = scopes.ToImmutable() };
    }

    private static Api Api(Numbers random, ref int left)
    {
        var id = string.Concat(Enumerable.Range(0, 10).Select(_ => "0123456789abcdefghijklmnopqrstuvwxyz"[random.Next(36)]));
        var name = $"{Words[random.Next(16)]}-{Words[random.Next(16)]}-{random.Next(10_000)}";
        var routes = ImmutableArray.CreateBuilder<Route>();
        for (var route = 0; route < 10 + random.Next(10) && left > 0; route++)
        {
            var key = $"{(random.Next(2) == 0 ? "GET" : "POST")} "
                + $"/{Words[random.Next(16)]}/{Words[random.Next(16)]}{random.Next(100)}/{{id}}";
            routes.Add(Acme.Route(
                key, random.Next(10) == 0 ? AuthorizationKind.AwsIam : AuthorizationKind.None, keyRequired: random.Next(5) == 0));
            left--;
        }

        // The stage without an access log is one more.
        left--;
        return Acme.Rest(id, name, [.. routes.DistinctBy(route => route.Key)]) with
        {
            Description = $"{name} of team {Words[random.Next(16)]} {random.Next(100)}",
            Tags = ImmutableSortedDictionary<string, string>.Empty.Add("team", Words[random.Next(16)])
                .Add("cost-center", random.Next(10_000).ToString(CultureInfo.InvariantCulture)),
        };
    }

    private sealed class Numbers
    {
        private ulong _state = 88172645463325252;

        // xorshift64: good enough for names, and the same everywhere.
        public int Next(int below)
        {
            _state ^= _state << 13;
            _state ^= _state >> 7;
            _state ^= _state << 17;
            return (int)(_state % (ulong)below);
        }
    }
}
