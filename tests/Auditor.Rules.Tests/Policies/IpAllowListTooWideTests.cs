using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Policies;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;
using static Auditor.Rules.Tests.Policies.ExamplePolicy;

namespace Auditor.Rules.Tests.Policies;

[AboutCallers]
public sealed class IpAllowListTooWideTests : RuleTests<IpAllowListTooWide>
{
    [Theory]
    [InlineData("203.0.0.0/8", "IPv4 /8")]
    [InlineData("8.0.0.0/6", "IPv4 /6")]
    [InlineData("2001::/16", "IPv6 /")]
    public void Flags_a_network_that_is_full_of_strangers(string network, string size)
    {
        var finding = Check(From(network).WithApi(api => api with { IpAddressType = "dualstack" }))
            .ShouldFlag("'orders'", "'GET /orders'", size);
        finding.Severity.ShouldBe(Severity.Medium);
    }

    // IP address types for REST APIs: over IPv4 alone nobody has an IPv6 address.
    [Fact]
    public void An_IPv6_network_matters_to_nobody_who_comes_over_IPv4() => Check(From("2001::/16")).ShouldBeClean();

    [Theory]
    [InlineData("203.0.0.0/9")]
    [InlineData("203.0.113.7/32")]
    [InlineData("2001:db8:1234::/48")]
    [InlineData("10.0.0.0/8")]
    public void A_network_of_ones_own_is_clean(string network) =>
        Check(From(network).WithApi(api => api with { IpAddressType = "dualstack" })).ShouldBeClean();

    // How API Gateway resource policies affect authorization workflow: who is let in by address still has to pass the authorizer.
    [Theory]
    [InlineData(AuthorizationKind.None, "can call route 'GET /orders'", Severity.Medium)]
    [InlineData(AuthorizationKind.Custom, "can get as far as the authorizer of route 'GET /orders'", Severity.Low)]
    [InlineData(AuthorizationKind.CognitoUserPools, "can get as far as the authorizer of route 'GET /orders'", Severity.Low)]
    public void Says_how_far_a_stranger_gets(AuthorizationKind authorization, string how, Severity severity) =>
        Check(On(Of(AllowIf("""{"IpAddress":{"aws:SourceIp":"203.0.0.0/8"}}""")), authorization))
            .ShouldFlag(how).Severity.ShouldBe(severity);

    [Fact]
    public void Everything_is_another_rules_business() => Check(From("0.0.0.0/0")).ShouldBeClean();

    [Fact]
    public void A_wide_network_of_which_a_deny_leaves_little_is_clean() =>
        Check(On(Of(
            AllowIf("""{"IpAddress":{"aws:SourceIp":"203.0.0.0/8"}}"""), DenyIf("""{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}"""))))
            .ShouldBeClean();

    [Fact]
    public void No_policy_is_clean() => Check(SmallEstate.Rest()).ShouldBeClean();

    [Fact]
    public void Says_so_when_the_routes_could_not_be_read() =>
        Check(From("203.0.0.0/8").WithApi(api => api with { Routes = Example.Denied, Deployments = [] }))
            .ShouldBeInconclusive(Example.Denied.Because);

    private static Estate From(string network) => On(Of(AllowIf($$$"""{"IpAddress":{"aws:SourceIp":"{{{network}}}"}}""")));

    // Use AWS WAF to protect your REST APIs: it is asked first, and keeps all but one network out.
    [Fact]
    public void A_web_ACL_in_front_leaves_no_stranger_to_let_in()
    {
        var estate = On(Of(AllowIf("""{"IpAddress":{"aws:SourceIp":"52.0.0.0/8"}}""")));

        Check(estate).ShouldFlag("'orders'");
        Check(estate.BehindWebAcl(OfficeOnly)).ShouldBeClean();
        Check(estate.BehindWebAcl(null)).ShouldBeInconclusive(Example.Denied.Because);
    }
}
