using Auditor.Core.Exposure;
using Auditor.Core.Policies;

namespace Auditor.Core.Tests.Exposure;

/// <summary>
/// Whether a policy by addresses keeps strangers out: those who have an IPv6 address, too, where the endpoint has one (IP address types for
/// REST APIs).
/// </summary>
public sealed class MostOfTheInternetTests
{
    private static readonly CallerNetwork Ipv4Only = CallerNetwork.InternetFrom(AddressSet.Ipv4);

    [Theory]
    [InlineData("0.0.0.0/0", true)]
    [InlineData("0.0.0.0/1", true)]
    [InlineData("0.0.0.0/3", false)]
    [InlineData("203.0.113.0/24", false)]
    public void Over_IPv4_half_of_it_is_most(string admitted, bool isMost)
    {
        Most(admitted, Ipv4Only).ShouldBe(isMost);
        Most(admitted, CallerNetwork.Internet).ShouldBe(isMost);
    }

    [Theory]
    [InlineData("::/0")]
    [InlineData("2000::/3")]
    public void All_of_IPv6_is_most_where_callers_can_have_such_an_address(string admitted)
    {
        Most(admitted, CallerNetwork.Internet).ShouldBeTrue();
        Most(admitted, Ipv4Only).ShouldBeFalse("Nobody comes over IPv6 to an endpoint that has no such address.");
    }

    [Fact]
    public void A_few_IPv6_networks_are_not() => Most("2600::/12", CallerNetwork.Internet).ShouldBeFalse();

    [Fact]
    public void Where_all_of_either_gets_in_strangers_do() => Most("::/0", CallerNetwork.Internet, "203.0.113.0/24").ShouldBeTrue();

    private static bool Most(string admitted, CallerNetwork network, params string[] more) =>
        ExposureMap.IsMostOfTheInternet(new AdmittedAddresses(AddressSet.Of([admitted, .. more])), network);
}
