using Auditor.Core.Inventory;
using Auditor.Core.Throttling;

namespace Auditor.Core.Tests.Throttling;

// "Quotas for configuring and running a REST API in API Gateway" (account-level throttle quotas, per Region).
public sealed class AccountLimitTests
{
    [Theory]
    [InlineData("eu-west-1", 10_000, 5_000)]
    [InlineData("us-gov-west-1", 10_000, 5_000)]
    [InlineData("af-south-1", 2_500, 1_250)]
    [InlineData("mx-central-1", 2_500, 1_250)]
    public void Is_what_new_accounts_have_where_the_account_was_not_read(string region, double rate, double burst) =>
        AccountLimit.Of(Scope(region)).ShouldBe(new(rate, burst));

    [Fact]
    public void Is_the_account_s_own_where_it_was_read() =>
        AccountLimit.Of(Scope("af-south-1") with { Settings = new AccountSettings { ThrottleRate = 20_000, ThrottleBurst = 8_000 } })
            .ShouldBe(new(20_000, 8_000));

    [Fact]
    public void A_limit_leaves_others_something_where_it_is_lower()
    {
        var account = new AccountLimit(2_500, 1_250);

        account.IsAbove(2_499, null).ShouldBeTrue();
        account.IsAbove(null, 1_249).ShouldBeTrue();
        account.IsAbove(2_500, 1_250).ShouldBeFalse();
        account.IsAbove(null, null).ShouldBeFalse();
    }

    private static Scope Scope(string region) => new() { Account = "111122223333", Region = region };
}
