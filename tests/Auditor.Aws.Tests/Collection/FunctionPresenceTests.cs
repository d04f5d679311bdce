using System.Collections.Immutable;
using Auditor.Core.Metadata;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Faults;

namespace Auditor.Aws.Tests.Collection;

/// <summary>Is the function there, and does it answer without the API? Not found is proof, denied is not.</summary>
public sealed class FunctionPresenceTests
{
    private const string Prefix = "arn:aws:lambda:eu-west-1:123456789012:function:";

    [Fact]
    public async Task Functions_and_aliases_are_there_or_gone_in_one_call_for_each_function()
    {
        await using var aws = await FakeAwsServer.StartAsync(Behind(
            [new("orders") { Aliases = [.. Enumerable.Range(0, 60).Select(i => $"a{i}"), "live"], Urls = [new("NONE"), new("AWS_IAM") { Alias = "live" }] }],
            "orders", "orders:live", "orders:gone", "orders:$LATEST", "orders:7", "missing", "missing:live", "missing:7"));

        var scope = await Collected.ScopeAsync(aws, Needs.Functions);

        var exists = scope.Functions.ToDictionary(
            function => $"{function.Arn[Prefix.Length..]}:{function.Qualifier}", function => function.Exists);
        (exists["orders:"].Value, exists["orders:live"].Value, exists["orders:gone"].Value, exists["orders:$LATEST"].Value)
            .ShouldBe((true, true, false, true));
        exists["orders:7"].Unknown.ShouldNotBeNull().Code.ShouldBe("NotAsked");
        (exists["missing:"].Value, exists["missing:live"].Value, exists["missing:7"].Value).ShouldBe((false, false, false));
        scope.Functions.Where(function => function.Arn.EndsWith(":orders", StringComparison.Ordinal))
            .ShouldAllBe(function => function.Urls.Value.Length == 2);
        scope.Functions.Where(function => function.Arn.EndsWith(":missing", StringComparison.Ordinal))
            .ShouldAllBe(function => function.Urls.Value.IsEmpty);
        scope.Functions.Single(function => function.Arn == Prefix + "orders" && function.Qualifier == null).Urls.Value.ShouldBe(
        [
            new() { AuthType = "NONE" },
            new() { AuthType = "AWS_IAM", Qualifier = "live" },
        ]);
        scope.Functions.ShouldAllBe(function => !function.Policy.IsKnown);
        // Two pages of aliases; none is asked for of a function that is gone.
        (aws.CallCounts.GetValueOrDefault(
            "ListFunctionUrlConfigs"), aws.CallCounts.GetValueOrDefault("ListAliases"), aws.CallCounts.GetValueOrDefault("GetPolicy"))
            .ShouldBe((2, 2, 0));
        scope.Gaps.ShouldBeEmpty();
    }

    [Fact]
    public async Task Aliases_are_asked_for_only_where_one_is_called()
    {
        await using var aws = await FakeAwsServer.StartAsync(Behind([new("orders")], "orders", "orders:3", "orders:$LATEST"));

        await Collected.ScopeAsync(aws, Needs.Functions);

        Collected.CallsOf(aws)
            .Where(call => call.Contains("/functions/", StringComparison.Ordinal))
            .ShouldBe(["ListFunctionUrlConfigs "
                + "/2021-10-31/functions/arn%3Aaws%3Alambda%3Aeu-west-1%3A123456789012%3Afunction%3Aorders/urls?MaxItems=50"]);
    }

    [Theory]
    [InlineData(403, "AccessDeniedException")]
    [InlineData(404, "NotFoundException")]
    [InlineData(404, "UnknownOperationException")]
    [InlineData(500, "ServiceException")]
    public async Task Only_Lambda_s_own_word_proves_that_a_function_is_gone(int status, string code)
    {
        await using var aws = await FakeAwsServer.StartAsync(Behind([], "orders"));
        aws.Inject(FakeFault.Error("ListFunctionUrlConfigs", status, code).Always);
        aws.Inject(FakeFault.Error("ListAliases", status, code).Always);

        var scope = await Collected.ScopeAsync(aws, Needs.Functions);

        var function = scope.Functions.ShouldHaveSingleItem();
        (function.Exists.IsKnown, function.Urls.IsKnown).ShouldBe((false, false));
        scope.Gaps.Select(gap => gap.Operation).ShouldBe(["lambda:ListAliases", "lambda:ListFunctionUrlConfigs"]);
    }

    // moto, and a Region that has no addresses to offer, answer 404 without a word of Lambda's.
    [Fact]
    public async Task Where_addresses_cannot_be_asked_for_aliases_tell_whether_a_function_is_there()
    {
        await using var aws = await FakeAwsServer.StartAsync(Behind([new("orders")], "orders", "missing"));
        aws.Inject(FakeFault.BareStatus("ListFunctionUrlConfigs", 404, times: 100));

        var scope = await Collected.ScopeAsync(aws, Needs.Functions);

        scope.Functions.Select(function => (function.Arn[Prefix.Length..], function.Exists.Value, function.Urls.IsKnown))
            .ShouldBe([("missing", false, false), ("orders", true, false)]);
        scope.Gaps.ShouldAllBe(gap => gap.Operation == "lambda:ListFunctionUrlConfigs");
    }

    [Fact]
    public async Task What_addresses_may_not_tell_aliases_do()
    {
        await using var aws = await FakeAwsServer.StartAsync(Behind(
            [new("orders") { Aliases = ["live"] }], "orders:live", "orders:gone", "missing:live"));
        aws.Inject(FakeFault.Error("ListFunctionUrlConfigs", 403, "AccessDeniedException").Always);

        var scope = await Collected.ScopeAsync(aws, Needs.Functions);

        scope.Functions.Select(function => (function.Qualifier, function.Exists.Value, function.Urls.IsKnown))
            .ShouldBe([("live", false, false), ("gone", false, false), ("live", true, false)]);
    }

    [Fact]
    public async Task A_version_with_a_policy_is_there()
    {
        await using var aws = await FakeAwsServer.StartAsync(Behind([new("orders") { Policy = """{"Statement":[]}""" }], "orders:7"));

        var function = (await Collected.ScopeAsync(aws, Needs.Functions | Needs.FunctionPolicies)).Functions.ShouldHaveSingleItem();

        function.Exists.Value.ShouldBeTrue();
    }

    [Fact]
    public async Task A_function_of_another_account_is_not_asked_about()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region)
        {
            RestApis = [new("rest") { Methods = [new("GET", "/") { Integration = FakeIntegration.Lambda("arn:aws:lambda:eu-west-1:999999999999:function:theirs") }], Stages = [new("prod")] }],
        });

        var scope = await Collected.ScopeAsync(aws, Needs.Functions | Needs.FunctionPolicies);

        var function = scope.Functions.ShouldHaveSingleItem();
        (function.Exists.Unknown?.Code, function.Urls.Unknown?.Code, function.Policy.Unknown?.Code)
            .ShouldBe(("OtherAccount", "OtherAccount", "OtherAccount"));
        aws.Calls.ShouldNotContain(call => call.Service == "lambda");
        scope.Gaps.ShouldBeEmpty();
    }

    private static FakeRegion Behind(ImmutableArray<FakeFunction> functions, params string[] called) => new(Collected.Region)
    {
        RestApis = [new("rest") { Methods = [.. called.Select((function, index) => new FakeMethod("GET", $"/{index}") { Integration = FakeIntegration.Lambda(Prefix + function) })], Stages = [new("prod")] }],
        Functions = functions,
    };
}
