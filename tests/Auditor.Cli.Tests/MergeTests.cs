using System.Collections.Immutable;
using Auditor.Cli.Tests.Support;
using Auditor.Core.Inventory;

namespace Auditor.Cli.Tests;

public sealed class MergeTests : CliTests
{
    private static readonly Scope Elsewhere = Estates.ScopeWith(Estates.ApiWithoutStage("far")) with { Region = "us-east-1" };

    [Fact]
    public async Task Two_inventories_are_one_whatever_their_order()
    {
        Folders(("a", Estates.WithOpenRoute), ("b", Estates.Of(Elsewhere)));

        var run = await Run("merge", "a", "b", "--output", "ab", "--rule", "AGW1001");
        await Run("merge", "b", "a", "--output", "ba/ab", "--rule", "AGW1001");

        run.ExitCode.ShouldBe(ExitCode.Findings, run.Error);
        run.Error.ShouldBeEmpty();
        Inventory("ab").Scopes.Select(scope => scope.Region).ShouldBe(["eu-west-1", "us-east-1"]);
        foreach (var name in new[] { "inventory.json", "auditor.sarif", "findings.json" })
        {
            Read($"ba/ab/{name}").ShouldBe(Read($"ab/{name}"), name);
        }
    }

    [Theory]
    [InlineData("old", "new")]
    [InlineData("new", "old")]
    public async Task Of_the_same_place_the_newer_is_taken_and_that_is_said(string first, string second)
    {
        Folders(("old", Estates.WithOpenRoute), ("new", Later(Estates.Of(Estates.ScopeWith(Estates.ApiWithoutStage("renamed"))))));

        var run = await Run("merge", first, second, "--output", "all", "--rule", "AGW7003");

        run.Error.ShouldBe("111122223333 eu-west-1 is also in 'old': taken from 'new' of 2026-11-22 02:00 UTC, the newest.\n");
        Inventory("all").Scopes.ShouldHaveSingleItem().KnownApis.ShouldHaveSingleItem().Name.ShouldBe("renamed");
        Inventory("all").CollectedAt.ShouldBe(Inventory("new").CollectedAt);
    }

    [Fact]
    public async Task What_was_read_is_not_lost_to_a_newer_one_that_could_not_be()
    {
        var unread = new Scope
        {
            Account = "111122223333",
            Region = "eu-west-1",
            RestApis = new Unknown("It was closed."),
            HttpAndWebSocketApis = new Unknown("It was closed."),
        };
        Folders(("old", Estates.WithOpenRoute), ("new", Later(Estates.Of(unread))));

        var run = await Run("merge", "old", "new", "--output", "all", "--rule", "AGW7003");

        run.Error.ShouldContain("taken from 'old' of 2026-11-21 02:00 UTC, which is older, but has what the newer could not read.");
        Inventory("all").Scopes.ShouldHaveSingleItem().KnownApis.ShouldHaveSingleItem().Name.ShouldBe("orders");
    }

    [Fact]
    public async Task Each_part_is_taken_from_the_newest_that_could_read_it()
    {
        var denied = new Unknown("GetApis was denied.") { Operation = "apigateway:GetApis", Code = "AccessDeniedException" };
        var gap = new Gap
        {
            Operation = "apigateway:GetApis",
            Code = "AccessDeniedException",
            Message = "It was denied.",
            Target = "eu-west-1",
            Lost = "HTTP APIs.",
        };
        var partly = Estates.EmptyScope with
        {
            HttpAndWebSocketApis = denied,
            Calls = Estates.EmptyScope.Calls.Add("apigateway:GetApis", 1),
            Gaps = [gap],
        };
        Folders(("old", Estates.WithOpenRoute), ("new", Later(Estates.Of(partly))));

        var run = await Run("merge", "old", "new", "--output", "all", "--rule", "AGW1001");

        run.ExitCode.ShouldBe(ExitCode.Findings, run.Error);
        run.Error.ShouldContain(
            "the newest. From 'old' of 2026-11-21 02:00 UTC come: HTTP and WebSocket APIs, which the other could not read.");
        Inventory("all").Scopes.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            scope => scope.KnownApis.ShouldHaveSingleItem().Name.ShouldBe("orders"),
            scope => scope.Gaps.ShouldBeEmpty());
    }

    public static TheoryData<string, Func<Api, Api>> LostOfAnApi => new()
    {
        { "routes", api => api with { Routes = Throttled("apigateway:GetRoutes") } },
        { "stages", api => api with { Stages = Throttled("apigateway:GetStages") } },
        { "authorizers", api => api with { Authorizers = Throttled("apigateway:GetAuthorizers") } },
        {
            "what guards a route",
            api =>
                api with { Routes = api.Routes.Value.Select(route => route with { Authorization = Throttled("apigateway:GetRoutes") }).ToImmutableArray() }
        },
        {
            "what is behind a route",
            api =>
                api with { Routes = api.Routes.Value.Select(route => route with { Integration = Throttled("apigateway:GetIntegrations") }).ToImmutableArray() }
        },
    };

    [Theory]
    [MemberData(nameof(LostOfAnApi))]
    public async Task What_a_newer_job_could_not_read_of_an_API_comes_from_the_older(string what, Func<Api, Api> lose)
    {
        var api = Estates.OpenApi("orders");
        api = api with { Routes = api.Routes.Value.Select(route => route with { Integration = (Integration?)new Integration { Type = IntegrationType.Mock } }).ToImmutableArray() };
        var lost = lose(api);
        var operation = what switch { "stages" => "apigateway:GetStages", "authorizers" => "apigateway:GetAuthorizers", "what is behind a route" => "apigateway:GetIntegrations", _ => "apigateway:GetRoutes" };
        var gap = new Gap
        {
            Operation = operation,
            Code = "Throttled",
            Message = "Too many requests.",
            Target = "arn:aws:apigateway:eu-west-1::/apis/o1p2e3n4a5",
            Lost = what,
        };
        Folders(
            ("old", Estates.Of(Estates.ScopeWith(api))),
            ("new", Later(Estates.Of(Estates.ScopeWith(lost) with { Gaps = [gap, gap with { Target = "arn:aws:apigateway:eu-west-1::/apis/other" }] }))));

        foreach (var order in new[] { new[] { "old", "new" }, ["new", "old"] })
        {
            var run = await Run(["merge", .. order, "--output", "all"]);

            run.Error.ShouldContain("From 'old' of 2026-11-21 02:00 UTC come: parts of 'o1p2e3n4a5', which the other could not read.");
            var scope = Inventory("all").Scopes.ShouldHaveSingleItem();
            InventoryFile.WritePart(scope.KnownApis.ShouldHaveSingleItem()).ShouldBe(InventoryFile.WritePart(api));
            scope.Gaps.ShouldHaveSingleItem().Target.ShouldEndWith("other");
        }
    }

    [Fact]
    public async Task An_id_that_another_API_has_now_is_not_filled_with_what_was_there_before()
    {
        var made = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var api = Estates.OpenApi("orders") with { CreatedAt = made };
        Folders(
            ("old", Estates.Of(Estates.ScopeWith(api))),
            ("new", Later(Estates.Of(Estates.ScopeWith(api with { CreatedAt = made.AddDays(1), Routes = Throttled("apigateway:GetRoutes") })))));

        await Run("merge", "old", "new", "--output", "all");

        Inventory("all").Scopes.ShouldHaveSingleItem().KnownApis.ShouldHaveSingleItem().Routes.IsKnown.ShouldBeFalse();
    }

    private static Unknown Throttled(string operation) => new("Too many requests.") { Operation = operation, Code = "Throttled" };

    [Fact]
    public async Task IAM_that_was_read_is_not_lost_to_a_newer_job_that_could_not()
    {
        Account account = new()
        {
            Id = "111122223333",
            IdentityPolicies = ImmutableArray<IdentityPolicy>.Empty,
            Principals = ImmutableArray<Principal>.Empty,
        };
        Folders(
            ("old", Estates.Empty with { Accounts = [account] }),
            ("new", Later(Estates.Empty with { Accounts = [account with { IdentityPolicies = new Unknown("Denied."), Principals = new Unknown("Denied.") }] })));

        var run = await Run("merge", "new", "old", "--output", "all", "--rule", "AGW7003");

        run.Error.ShouldContain("IAM of 111122223333 is taken from 'old' of 2026-11-21 02:00 UTC: the newer 'new' could not read it.");
        Inventory("all").Accounts.ShouldHaveSingleItem().IdentityPolicies.IsKnown.ShouldBeTrue();
    }

    [Fact]
    public async Task A_shard_that_is_missing_is_named_and_the_whole_is_not_complete()
    {
        Folders(("a", Sharded(Estates.Empty, 1)), ("c", Sharded(Estates.Of(Elsewhere), 3)), ("b", Sharded(Estates.Of(), 2)));

        var two = await Run("merge", "a", "c", "--output", "two", "--rule", "AGW1001");
        two.ExitCode.ShouldBe(ExitCode.Incomplete, two.Output);
        two.Error.ShouldBe("Shard 2 of 3 of run '77' is not among the inventories: the accounts that it reads are missing.\n");
        two.LastLine.ShouldContain("the inventory is not complete");

        var three = await Run("merge", "two", "b", "--output", "three", "--rule", "AGW1001");
        three.ExitCode.ShouldBe(ExitCode.Clean, three.Output);
        three.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_shard_without_accounts_is_clean_in_every_command()
    {
        Folders(("b", Sharded(Estates.Of(), 2) with { Shards = [new() { Number = 1, Count = 1 }] }));

        (await Run("check", "--inventory", "b/inventory.json", "--output", "checked")).ExitCode.ShouldBe(ExitCode.Clean);
        (await Run("merge", "b", "--output", "merged")).ExitCode.ShouldBe(ExitCode.Clean);
    }

    [Fact]
    public async Task Of_two_of_the_same_age_it_is_always_the_same_one()
    {
        Folders(("a", Estates.WithOpenRoute), ("b", Estates.Of(Estates.ScopeWith(Estates.ApiWithoutStage("other")))));

        var first = await Run("merge", "a", "b", "--output", "ab", "--rule", "AGW7003");
        var second = await Run("merge", "b", "a", "--output", "ba", "--rule", "AGW7003");

        first.Error.ShouldEndWith("which is as new.\n");
        second.Error.ShouldBe(first.Error);
        Read("ba/inventory.json").ShouldBe(Read("ab/inventory.json"));
    }

    [Fact]
    public async Task Gaps_of_one_are_gaps_of_all()
    {
        var gap = new Gap
        {
            Operation = "apigateway:GetUsagePlans",
            Code = "AccessDeniedException",
            Message = "It was denied.",
            Target = "us-east-1",
            Lost = "Usage plans.",
        };
        Folders(("a", Estates.Empty), ("b", Estates.Of(Elsewhere with { Gaps = [gap] })));

        (await Run("merge", "a", "b", "--output", "all", "--rule", "AGW3002")).ExitCode.ShouldBe(ExitCode.Incomplete);
    }

    [Fact]
    public async Task Files_will_do_and_an_empty_one_adds_nothing()
    {
        Folders(("a", Estates.WithOpenRoute), ("b", Estates.Of()));

        (await Run("merge", "a/inventory.json", "b", "--output", "all", "--rule", "AGW1001")).ExitCode.ShouldBe(ExitCode.Findings);
    }

    [Fact]
    public async Task Nothing_in_any_of_them()
    {
        Folders(("a", Estates.Of()));

        (await Run("merge", "a", "--output", "all")).ShouldRefuse("no account and no Region");
        Directory.Exists(PathOf("all")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_folder_without_an_inventory()
    {
        Directory.CreateDirectory(PathOf("a"));

        (await Run("merge", "a", "--output", "all")).ShouldRefuse("There is no inventory.json in 'a'.");
    }

    [Fact]
    public async Task A_folder_that_does_not_exist() => (await Run("merge", "a")).ShouldRefuse("'a' cannot be read: it does not exist.");

    [Fact]
    public async Task No_folder() => (await Run("merge")).ShouldRefuse("merge");

    [Fact]
    public async Task A_mistyped_option_is_no_folder() =>
        (await Run("merge", "a", "--ouptut", "b")).ShouldRefuse("'--ouptut' is no option of 'auditor merge'", "did you mean '--output'?");

    [Fact]
    public async Task An_inventory_of_another_schema_version()
    {
        Folders(("a", Estates.Empty), ("b", Estates.Empty with { SchemaVersion = 99 }));

        (await Run("merge", "a", "b")).ShouldRefuse("'b/inventory.json' cannot be used. It has schema version 99");
    }

    private static Estate Sharded(Estate estate, int number) => estate with { Shards = [new() { Run = "77", Number = number, Count = 3 }] };

    private static Estate Later(Estate estate) => estate with { CollectedAt = estate.CollectedAt.AddDays(1) };

    private void Folders(params (string Name, Estate Estate)[] inventories)
    {
        foreach (var (name, estate) in inventories)
        {
            Directory.CreateDirectory(PathOf(name));
            WriteInventory(estate, $"{name}/inventory.json");
        }
    }

    private Estate Inventory(string folder) => InventoryFile.Read(File.ReadAllBytes(PathOf($"{folder}/inventory.json")));
}
