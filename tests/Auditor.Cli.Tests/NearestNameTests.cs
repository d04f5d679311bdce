namespace Auditor.Cli.Tests;

public sealed class NearestNameTests
{
    private static readonly string[] Names = ["html", "sarif", "json", "route-without-authorization", "AGW1001", "AGW1002"];

    [Theory]
    [InlineData("htlm", "html")]
    [InlineData("HTML", "html")]
    [InlineData("jsn", "json")]
    [InlineData("sarif2", "sarif")]
    [InlineData("route-without-authorisation", "route-without-authorization")]
    [InlineData("route_without_authorization", "route-without-authorization")]
    [InlineData("AGW1O01", "AGW1001")]
    [InlineData("agw1003", "AGW1001")]
    public void A_typing_error_away(string typed, string expected) => NearestName.Of(typed, Names).ShouldBe(expected);

    [Theory]
    [InlineData("powerpoint")]
    [InlineData("")]
    [InlineData("something-else-altogether")]
    public void Nothing_is_suggested_when_nothing_is_near(string typed) => NearestName.Of(typed, Names).ShouldBeNull();

    [Fact]
    public void Nothing_is_suggested_where_there_is_nothing() => NearestName.Of("html", []).ShouldBeNull();
}
