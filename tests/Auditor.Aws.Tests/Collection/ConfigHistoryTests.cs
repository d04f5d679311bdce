using Auditor.Aws.Access;
using Auditor.Aws.Services.Config;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Faults;

namespace Auditor.Aws.Tests.Collection;

/// <summary>What AWS Config says became of a thing (aws-facts.md G).</summary>
public sealed class ConfigHistoryTests
{
    private const string Type = "AWS::ApiGateway::Stage";
    private const string Prod = "arn:aws:apigateway:eu-west-1::/restapis/a1/stages/prod";
    private const string Dev = "arn:aws:apigateway:eu-west-1::/restapis/a1/stages/dev";

    private static readonly Scope Scope = new() { Account = Collected.AccountId, Region = Collected.Region };

    private static DateTimeOffset Day(int day) => new(2026, 11, day, 10, 11, 12, TimeSpan.Zero);

    private static FakeConfigurationItem Item(int day, string? configuration, string status = "OK", string arn = Prod) =>
        new(Type, arn, Day(day), configuration) { Status = status };

    private static FakeRegion Region(params FakeConfigurationItem[] items) =>
        new(Collected.Region) { ConfigurationRecorders = [new()], ConfigurationItems = [.. items] };

    private static async Task<Scope> Read(FakeAwsServer aws, params string[] arns)
    {
        using var caller = Collected.Caller(aws);
        var account = await AwsAccount.ReadAsync(caller, Collected.Region, CancellationToken.None);
        return await new ConfigHistoryCollector(caller)
            .AddAsync(account, Scope, [.. arns.Select(arn => new RecordedThing(Scope, Type, arn))], CancellationToken.None);
    }

    private static async Task<ConfigHistory> History(params FakeConfigurationItem[] items)
    {
        await using var aws = await FakeAwsServer.StartAsync(Region(items));
        var scope = await Read(aws, Prod);
        aws.Violations.ShouldBeEmpty();
        aws.UnexpectedCalls.ShouldBeEmpty();
        scope.Gaps.ShouldBeEmpty();
        return scope.ConfigHistories.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Says_what_changed_when_newest_first()
    {
        var history = await History(
            Item(
                1,
                """{ "stageName": "prod", "webAclArn": "arn:aws:wafv2:x", "tracingEnabled": true, "lastUpdatedDate": "Nov 1" }""",
                "ResourceDiscovered"),
            Item(5, """{ "stageName": "prod", "tracingEnabled": true, "lastUpdatedDate": "Nov 5" }"""),
            Item(9, """{ "stageName": "prod", "webAclArn": null, "tracingEnabled": false, "accessLogSettings": { "format": "x" } }"""));

        history.Arn.ShouldBe(Prod);
        history.Since.ShouldBe(Day(1));
        history.HasMore.ShouldBeFalse();
        history.Changes.ShouldBe(
        [
            new() { At = Day(9), Member = "accessLogSettings", Kind = ConfigChangeKind.Added },
            new() { At = Day(9), Member = "tracingEnabled", Kind = ConfigChangeKind.Changed, To = false },
            new() { At = Day(5), Member = "webAclArn", Kind = ConfigChangeKind.Removed },
        ]);
    }

    [Fact]
    public async Task Names_the_part_that_changed_where_it_is_one()
    {
        var history = await History(
            Item(
                1,
                """{ "methodSettings": { "*/*": { "loggingLevel": "INFO", "dataTraceEnabled": false, "metricsEnabled": false } } }""",
                "ResourceDiscovered"),
            Item(2, """{ "methodSettings": { "*/*": { "loggingLevel": "INFO", "dataTraceEnabled": true, "metricsEnabled": false } } }"""),
            Item(3, """{ "methodSettings": { "*/*": { "loggingLevel": "OFF", "dataTraceEnabled": true, "metricsEnabled": true } } }"""));

        history.Changes.ShouldBe(
        [
            new() { At = Day(3), Member = "methodSettings", Kind = ConfigChangeKind.Changed },
            new() { At = Day(2), Member = "methodSettings", Part = "*/*.dataTraceEnabled", Kind = ConfigChangeKind.Changed, To = true },
        ]);
    }

    [Fact]
    public async Task Keeps_no_value_and_no_name_that_is_one()
    {
        const string Secret = "hunter2-AKIAIOSFODNN7EXAMPLE";
        var history = await History(
            Item(1, """{ "variables": { "DB_PASSWORD": "old" }, "description": "x" }""", "ResourceDiscovered"),
            Item(2, $$"""{ "variables": { "DB_PASSWORD": "{{Secret}}" }, "description": "password is {{Secret}}" }"""),
            Item(3, $$"""{ "variables": { "DB_PASSWORD": "{{Secret}}", "{{Secret}}": "1" }, "description": "password is {{Secret}}" }"""));

        var text = System.Text.Encoding.UTF8.GetString(InventoryFile.Write(
            new() { CollectedAt = Day(4), Scopes = [Scope with { ConfigHistories = [history] }] }));
        text.ShouldContain("DB_PASSWORD");
        text.ShouldNotContain("AKIAIOSFODNN7EXAMPLE");
        text.ShouldNotContain("\"old\"");
    }

    [Theory]
    [InlineData("ResourceDeleted", null)]
    [InlineData("ResourceDeletedNotRecorded", null)]
    [InlineData("ResourceNotRecorded", null)]
    [InlineData("OK", "{ this is no JSON")]
    [InlineData("OK", "[]")]
    [InlineData("OK", """{ "webAclArn": "a", "webAclArn": "b" }""")]
    public async Task What_was_before_a_hole_is_not_compared(string status, string? configuration)
    {
        var history = await History(
            Item(1, """{ "webAclArn": "arn:aws:wafv2:x" }"""),
            Item(2, configuration, status),
            Item(3, "{}"));

        history.Since.ShouldBe(Day(3));
        history.Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Half_a_character_breaks_nothing()
    {
        await using var aws = await FakeAwsServer.StartAsync(Region(
            Item(1, """{ "description": "\ud800" }"""), Item(2, """{ "description": "\ud801" }""")));

        (await Read(aws, Prod)).Gaps.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_thing_that_was_made_anew_has_no_older_history()
    {
        var history = await History(Item(1, """{ "webAclArn": "arn:aws:wafv2:x" }"""), Item(2, "{}", "ResourceDiscovered"));

        history.Since.ShouldBe(Day(2));
        history.Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Says_that_there_is_more_than_one_call_brings()
    {
        var history = await History(
            [.. Enumerable.Range(0, 101).Select(minute => new FakeConfigurationItem(Type, Prod, Day(1).AddMinutes(minute), "{}"))]);

        history.HasMore.ShouldBeTrue();
        history.Since.ShouldBe(Day(1).AddMinutes(1));
    }

    [Fact]
    public async Task A_thing_that_Config_does_not_know_has_none_and_is_no_gap()
    {
        await using var aws = await FakeAwsServer.StartAsync(Region(Item(1, "{}", arn: Dev)));

        var scope = await Read(aws, Prod, Dev);

        scope.ConfigHistories.Select(history => history.Arn).ShouldBe([Dev]);
        scope.Gaps.ShouldBeEmpty();
        scope.Calls["config:GetResourceConfigHistory"].ShouldBe(2);
    }

    [Fact]
    public async Task A_call_that_is_denied_is_one_gap_and_the_last()
    {
        await using var aws = await FakeAwsServer.StartAsync(Region(Item(1, "{}")));
        aws.Inject(FakeFault.Error("GetResourceConfigHistory", 400, "AccessDeniedException", "You may not.").Always);

        var scope = await Read(aws, Prod, Dev);

        scope.ConfigHistories.ShouldBeEmpty();
        var gap = scope.Gaps.ShouldHaveSingleItem();
        (gap.Operation, gap.Code).ShouldBe(("config:GetResourceConfigHistory", "AccessDeniedException"));
        aws.Calls.Count(call => call.Operation == "GetResourceConfigHistory").ShouldBe(1);
    }
}
