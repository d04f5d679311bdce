using Auditor.Core.Inventory;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;
using Xunit;

namespace Acme.ApiRules.Tests;

/// <summary>What is flagged, and that one change makes it clean.</summary>
public sealed class ApiNameWithoutTeamTests : RuleTests<ApiNameWithoutTeam>
{
    [Fact]
    public void A_name_without_a_team() => Check(Named("checkout")).ShouldFlag("'checkout'", "does not start with a team");

    [Theory]
    [InlineData("payments-checkout")]
    [InlineData("shop-orders-v2")]
    public void A_name_that_starts_with_a_team(string name) => Check(Named(name)).ShouldBeClean();

    private static Estate Named(string name) => SmallEstate.Of(Example.RestApi([Example.Route("GET /orders")]) with { Name = name });
}
