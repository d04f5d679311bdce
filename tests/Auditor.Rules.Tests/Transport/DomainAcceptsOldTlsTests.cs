using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Rules.Transport;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Transport;

public sealed class DomainAcceptsOldTlsTests : RuleTests<DomainAcceptsOldTls>
{
    private static readonly Estate Old = SmallEstate.Rest().AddDomain(Example.Domain() with { SecurityPolicy = "TLS_1_0" });

    [Fact]
    public void Flags_a_domain_name_that_accepts_TLS_1_0() =>
        Check(Old).ShouldFlag("Domain name 'api.example.com' accepts TLS 1.0 and 1.1").Severity.ShouldBe(Severity.High);

    [Theory]
    [InlineData("TLS_1_2")]
    [InlineData("SecurityPolicy_TLS13_1_3_2025_09")]
    [InlineData("SecurityPolicy_TLS13_1_3_FIPS_2025_09")]
    [InlineData("SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09")]
    [InlineData("SecurityPolicy_TLS13_1_2_2021_06")]
    [InlineData("SecurityPolicy_TLS13_2025_EDGE")]
    [InlineData("SecurityPolicy_TLS12_2018_EDGE")]
    public void Every_other_policy_is_fine(string policy) =>
        Check(Old.WithDomain(domain => domain with { SecurityPolicy = policy })).ShouldBeClean(policy);

    [Fact]
    public void A_private_domain_name_is_fixed_at_TLS_1_2() =>
        Check(Old.WithDomain(domain => domain with { SecurityPolicy = null, EndpointType = EndpointType.Private })).ShouldBeClean();

    [Fact]
    public void A_domain_name_that_leads_nowhere_is_flagged_too() =>
        Check(Old.WithDomain(domain => domain with { Mappings = Example.Denied })).ShouldFlag("'api.example.com'");

    [Fact]
    public void Says_so_when_the_answer_has_no_policy() =>
        Check(Old.WithDomain(domain => domain with { SecurityPolicy = null }))
            .ShouldBeInconclusive("API Gateway's answer names no security policy for this domain name.");

    [Fact]
    public void Says_so_when_the_policy_is_new_to_it() =>
        Check(Old.WithDomain(domain => domain with { SecurityPolicy = "TLS_9" }))
            .ShouldBeInconclusive("Security policy 'TLS_9' is not one that this version knows.");

    [Fact]
    public void Says_so_when_domain_names_could_not_be_read() =>
        Check(Old.WithScope(scope => scope with { Domains = Example.Denied })).ShouldBeInconclusive("The call was denied.");
}
