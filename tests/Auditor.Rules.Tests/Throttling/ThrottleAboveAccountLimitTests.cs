using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Throttling;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Throttling;

public sealed class ThrottleAboveAccountLimitTests : RuleTests<ThrottleAboveAccountLimit>
{
    private static readonly Estate Above = With(SmallEstate.Rest(), Limit("*", 20_000, 9_000));

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "a limit below the account's", estate => With(estate, Limit("*", 100, 50)) },
        { "a rate below the account's binds whatever the burst is", estate => With(estate, Limit("*", 100, 9_000)) },
        { "a burst below the account's binds whatever the rate is", estate => With(estate, Limit("*", 20_000, 50)) },
        { "what API Gateway fills in", estate => With(estate, Limit("*", 10_000, 5_000)) },
        { "no limit, which another rule judges", estate => With(estate, Limit("*", null, null)) },
        { "the account may take more", estate => With(estate, new AccountSettings { ThrottleRate = 50_000, ThrottleBurst = 20_000 }) },
    };

    [Fact]
    public void Flags_a_limit_that_stops_nobody() =>
        Check(Above).ShouldFlag(
            "Stage 'prod' of API 'orders' limits all routes to more than account 111122223333 may take in eu-west-1 at "
                + "all").Severity.ShouldBe(Severity.Low);

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Above)).ShouldBeClean(change);

    [Fact]
    public void One_member_is_enough_when_the_other_is_not_set() => Check(With(Above, Limit("*", 20_000, null))).ShouldFlag("all routes");

    [Fact]
    public void One_member_is_enough_beside_what_API_Gateway_fills_in() =>
        Check(With(Above, Limit("*", 20_000, 5_000))).ShouldFlag("all routes");

    [Fact]
    public void Flags_a_limit_for_one_method() =>
        Check(With(Above, Limit("*", 100, 50), Limit("GET /orders", 20_000, 9_000))).ShouldFlag("limits route 'GET /orders' to more");

    // 10000 and 5000 are above what these Regions give, and nobody chose them.
    [Fact]
    public void In_a_Region_with_a_smaller_limit_what_is_filled_in_is_nobodys_choice()
    {
        var small = Above.WithScope(
            scope => scope with { Region = "eu-south-1", Settings = new AccountSettings { ThrottleRate = 2_500, ThrottleBurst = 1_250 } });

        Check(With(small, Limit("*", 10_000, 5_000))).ShouldBeClean();
        Check(With(small, Limit("*", 3_000, 2_000))).ShouldFlag("in eu-south-1");
    }

    [Fact]
    public void Flags_HTTP_and_WebSocket_APIs_and_takes_their_0_for_a_limit()
    {
        Check(With(SmallEstate.Http(), Limit("*", 20_000, null))).ShouldFlag("all routes");
        Check(With(SmallEstate.Http(), Limit("*", 20_000, 0))).ShouldBeClean();
        Check(With(SmallEstate.WebSocket(), Limit("*", 20_000, 9_000))).ShouldFlag("all routes");
        Check(With(SmallEstate.Http(), Limit("*", 0, 0))).ShouldBeClean();
    }

    [Fact]
    public void Says_so_when_the_account_may_take_more_than_most()
    {
        Check(Above.WithScope(scope => scope with { Settings = Example.Denied })).ShouldBeInconclusive("The call was denied.");
        Check(With(Above, Limit("*", 100, 50)).WithScope(scope => scope with { Settings = Example.Denied }))
            .ShouldBeClean("100 is below any account's limit");
    }

    [Fact]
    public void Says_so_when_stages_could_not_be_read() =>
        Check(Above.WithApi(api => api with { Stages = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    private static RouteSettings Limit(string key, double? rate, double? burst) =>
        new() { Key = key, ThrottlingRate = rate, ThrottlingBurst = burst };

    private static Estate With(Estate estate, params ImmutableArray<RouteSettings> settings) =>
        estate.WithStage(stage => stage with { Settings = settings });

    // Throttle requests to your REST APIs for better throughput in API Gateway: the account's limit comes last.
    [Theory]
    [InlineData(10_000.0, 5_000.0, true)]
    [InlineData(20_000.0, null, true)]
    [InlineData(100.0, 5_000.0, false)]
    [InlineData(20_000.0, 50.0, false)]
    [InlineData(null, null, false)]
    public void The_throttle_of_a_usage_plan_has_to_be_below_the_accounts(double? rate, double? burst, bool isFlagged)
    {
        var findings = Check(With(SmallEstate.Rest(), Limit("*", 100, 50))
            .AddUsagePlan(Example.UsagePlan() with { Throttle = new() { Rate = rate, Burst = burst } }));

        findings.Length.ShouldBe(isFlagged ? 1 : 0);
        findings.ShouldAllBe(finding => finding.Message.Contains(
            "Usage plan 'partners' lets holders of its API keys call stage 'prod' of API 'orders' as often as"));
    }

    private static Estate With(Estate estate, AccountSettings settings) => estate.WithScope(scope => scope with { Settings = settings });
}
