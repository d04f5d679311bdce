using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
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

    // Security policies for REST APIs in API Gateway: calls through a custom domain name are negotiated by the API's policy where the two
    // differ.
    [Theory]
    [InlineData("SecurityPolicy_TLS13_1_3_2025_09", true)]
    [InlineData("TLS_1_2", true)]
    [InlineData("TLS_1_0", false)]
    [InlineData("SomethingNew", false)]
    [InlineData(null, false)]
    public void What_the_API_behind_it_refuses_makes_it_low(string? policy, bool isLow)
    {
        var estate = Old.WithApi(api => api with { SecurityPolicy = policy });

        Check(estate).ShouldFlag(isLow ? "do not, and they decide as long as it leads to no other API." : "attack the old protocol")
            .Severity.ShouldBe(isLow ? Severity.Low : Severity.High);
        // One that is not in what was read may be anything.
        Check(estate.WithDomain(domain => domain with { Mappings = domain.Mappings.Value.Add(new() { Key = "v2", ApiId = "other" }) }))
            .ShouldFlag("attack the old protocol");
        Check(estate.WithDomain(domain => domain with { Mappings = Example.Denied })).ShouldFlag("attack the old protocol");
        Check(estate.WithDomain(domain => domain with { Mappings = ImmutableArray<ApiMapping>.Empty }))
            .ShouldFlag("attack the old protocol");
    }

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
    public void Flags_another_policy_than_is_required()
    {
        var legacy = Old.WithDomain(domain => domain with { SecurityPolicy = "TLS_1_2" });

        Check(legacy).ShouldBeClean();
        var finding = Check(legacy, Required(Pfs, Only13))
            .ShouldFlag($"Domain name 'api.example.com' has security policy 'TLS_1_2', and what is required here is one of '{Pfs}' and "
                + $"'{Only13}'");
        finding.Severity.ShouldBe(Severity.Medium);
        finding.Evidence.ShouldContain(evidence => evidence.What == "requiredTlsPolicies");
        Check(legacy, Required(Only13)).ShouldFlag($"what is required here is '{Only13}'");
        Check(legacy, Required(Pfs, "TLS_1_2")).ShouldBeClean();
        Check(legacy.WithDomain(domain => domain with { SecurityPolicy = Pfs }), Required(Pfs, Only13)).ShouldBeClean();
    }

    [Fact]
    public void Old_TLS_is_high_whatever_is_required()
    {
        Check(Old, Required(Only13)).ShouldFlag("accepts TLS 1.0").Severity.ShouldBe(Severity.High);
        Check(Old, Required("TLS_1_0", Only13)).ShouldBeClean();
    }

    // Whatever it is, it is none of those.
    [Fact]
    public void A_policy_that_is_new_to_it_is_not_one_that_is_required() =>
        Check(Old.WithDomain(domain => domain with { SecurityPolicy = "SecurityPolicy_TLS14" }), Required(Only13))
            .ShouldFlag("'SecurityPolicy_TLS14'");

    public static TheoryData<string, Func<Estate, Estate>> OnlyLegacy => new()
    {
        { "mutual TLS", estate => estate.WithDomain(domain => domain with { MutualTls = new() { TruststoreUri = "s3://trust/ca.pem" } }) },
        { "a private domain name", estate => estate.WithDomain(domain => domain with { EndpointType = EndpointType.Private }) },
        {
            "a private domain name, of which the answer names no policy",
            estate => estate.WithDomain(domain => domain with { EndpointType = EndpointType.Private, SecurityPolicy = null })
        },
        { "an HTTP API", _ => SmallEstate.Http().AddDomain(Example.Domain() with { SecurityPolicy = "TLS_1_2" }) },
    };

    // aws-facts.md I: API Gateway takes no policy with a long name there, so that nobody could do what is required.
    [Theory]
    [MemberData(nameof(OnlyLegacy))]
    public void What_can_have_no_other_policy_is_not_asked_for_one(string why, Func<Estate, Estate> apply)
    {
        var legacy = Old.WithDomain(domain => domain with { SecurityPolicy = "TLS_1_2" });

        Check(legacy, Required(Only13)).ShouldFlag("'TLS_1_2'");
        Check(apply(legacy), Required(Only13)).ShouldBeClean(why);
    }

    [Fact]
    public void Says_so_when_it_cannot_tell_whether_an_HTTP_API_is_behind_it()
    {
        var unread = Old.WithDomain(domain => domain with { SecurityPolicy = "TLS_1_2", Mappings = Example.Denied });

        Check(unread).ShouldBeClean();
        Check(unread, Required(Only13)).ShouldBeInconclusive("The call was denied.");
    }

    [Theory]
    [InlineData("TLS_1.2")]
    [InlineData("tls_1_2")]
    [InlineData("TLS13_1_3_2025_09")]
    [InlineData("")]
    public void Policies_are_written_as_AWS_writes_them(string name) => DomainAcceptsOldTls.Required.Read([name], out _).ShouldNotBeNull();

    [Fact]
    public void Every_policy_of_API_Gateway_can_be_required()
    {
        DomainAcceptsOldTls.Required.Known.ShouldBe([
            "TLS_1_0", "TLS_1_2", "SecurityPolicy_TLS13_1_3_2025_09", "SecurityPolicy_TLS13_1_3_FIPS_2025_09",
            "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
            "SecurityPolicy_TLS13_1_2_FIPS_PQ_2025_09", "SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09",
            "SecurityPolicy_TLS13_1_2_PQ_2025_09",
            "SecurityPolicy_TLS13_1_2_2021_06", "SecurityPolicy_TLS13_2025_EDGE", "SecurityPolicy_TLS12_PFS_2025_EDGE",
            "SecurityPolicy_TLS12_2018_EDGE",
        ]);
        DomainAcceptsOldTls.Required.Read(DomainAcceptsOldTls.Required.Known, out _).ShouldBeNull();
    }

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

    private const string Pfs = "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09";
    private const string Only13 = "SecurityPolicy_TLS13_1_3_2025_09";

    private static RuleSettings Required(params ImmutableArray<string> policies) =>
        RuleSettings.Default.With(new DomainAcceptsOldTls().Info, DomainAcceptsOldTls.Required, policies);
}
