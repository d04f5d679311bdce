using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Transport;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Transport;

[AboutCallers]
public sealed class EndpointAcceptsOldTlsTests : RuleTests<EndpointAcceptsOldTls>
{
    private const string Strong = "SecurityPolicy_TLS13_1_3_2025_09";

    private static readonly Estate Old = With(SmallEstate.Rest(), "TLS_1_0");
    private static readonly Estate Undercut = With(SmallEstate.Rest(), "TLS_1_2")
        .AddDomain(Example.Domain() with { SecurityPolicy = Strong });

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "TLS 1.2", estate => With(estate, "TLS_1_2") },
        { "no stage", estate => estate.WithApi(api => api with { Stages = ImmutableArray<Stage>.Empty }) },
        { "no way in", estate => estate.WithApi(api => api with { DisableExecuteApiEndpoint = true }) },
    };

    [Fact]
    public void Flags_an_API_whose_endpoint_accepts_TLS_1_0() =>
        Check(Old).ShouldFlag("The execute-api endpoint of API 'orders' accepts TLS 1.0 and 1.1").Severity.ShouldBe(Severity.Medium);

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Old)).ShouldBeClean(change);

    // A comparison with "TLS_1_2" would flag the better ones.
    [Theory]
    [InlineData("SecurityPolicy_TLS13_1_3_2025_09")]
    [InlineData("SecurityPolicy_TLS13_1_3_FIPS_2025_09")]
    [InlineData("SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09")]
    [InlineData("SecurityPolicy_TLS13_1_2_2021_06")]
    [InlineData("SecurityPolicy_TLS13_2025_EDGE")]
    [InlineData("SecurityPolicy_TLS12_2018_EDGE")]
    public void Every_policy_with_a_long_name_is_fine(string policy) => Check(With(Old, policy)).ShouldBeClean(policy);

    [Fact]
    public void Calls_to_a_domain_name_go_by_the_API_s_policy() =>
        Check(Old.WithApi(api => api with { DisableExecuteApiEndpoint = true }).AddDomain(Example.Domain()))
            .ShouldFlag("API 'orders' accepts TLS 1.0 and 1.1", "Domain name 'api.example.com' leads to it");

    [Fact]
    public void Flags_an_API_whose_policy_undercuts_its_domain_names() =>
        Check(Undercut)
            .ShouldFlag("API 'orders' negotiates TLS by its own policy 'TLS_1_2', which accepts what 'SecurityPolicy_TLS13_1_3_2025_09' "
                + "of domain name 'api.example.com' refuses")
            .Severity.ShouldBe(Severity.Medium);

    [Theory]
    [InlineData("TLS_1_2", "TLS_1_2", false)]
    [InlineData("TLS_1_2", "TLS_1_0", false)]
    [InlineData(Strong, "TLS_1_2", false)]
    [InlineData("SecurityPolicy_TLS13_1_3_FIPS_2025_09", Strong, false)]
    [InlineData("TLS_1_2", "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09", true)]
    [InlineData("SecurityPolicy_TLS13_1_2_PQ_2025_09", "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09", true)]
    [InlineData("SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09", Strong, true)]
    [InlineData("SecurityPolicy_TLS12_2018_EDGE", "SecurityPolicy_TLS13_2025_EDGE", true)]
    public void Weaker_is_what_accepts_more(string own, string promised, bool flagged) =>
        Check(With(Undercut, own).WithDomain(domain => domain with { SecurityPolicy = promised })).Length.ShouldBe(flagged ? 1 : 0);

    [Fact]
    public void A_domain_name_of_another_API_promises_nothing() =>
        Check(Undercut.WithDomain(domain => Example.Domain(apiId: "zzz") with { SecurityPolicy = Strong })).ShouldBeClean();

    [Fact]
    public void HTTP_and_WebSocket_APIs_are_fixed_at_TLS_1_2()
    {
        Check(SmallEstate.Http()).ShouldBeClean();
        Check(SmallEstate.WebSocket()).ShouldBeClean();
    }

    [Fact]
    public void A_PRIVATE_API_without_a_policy_has_TLS_1_2() =>
        Check(With(Old, null).WithApi(api => api with { EndpointType = EndpointType.Private })).ShouldBeClean();

    [Fact]
    public void Flags_another_policy_than_is_required()
    {
        var legacy = With(Old, "TLS_1_2");

        Check(legacy).ShouldBeClean();
        var finding = Check(legacy, Required(Strong, "SecurityPolicy_TLS13_2025_EDGE"))
            .ShouldFlag($"The execute-api endpoint of API 'orders' has security policy 'TLS_1_2', and what is required here is one of "
                + $"'{Strong}' and 'SecurityPolicy_TLS13_2025_EDGE'");
        finding.Severity.ShouldBe(Severity.Medium);
        finding.Evidence.ShouldContain(evidence => evidence.What == "requiredTlsPolicies");
        Check(legacy, Required(Strong, "TLS_1_2")).ShouldBeClean();
        Check(With(Old, Strong), Required(Strong)).ShouldBeClean();
        Check(With(Old, "TLS_9"), Required(Strong)).ShouldFlag("'TLS_9'");
    }

    [Fact]
    public void Old_TLS_is_told_as_such_whatever_is_required()
    {
        Check(Old, Required(Strong)).ShouldFlag("accepts TLS 1.0 and 1.1");
        Check(Old, Required("TLS_1_0")).ShouldBeClean();
    }

    [Fact]
    public void A_required_policy_may_still_undercut_a_domain_name() =>
        Check(Undercut, Required("TLS_1_2")).ShouldFlag("negotiates TLS by its own policy 'TLS_1_2'");

    // API Gateway gives it to private APIs (aws-facts.md I).
    [Fact]
    public void A_PRIVATE_API_without_a_policy_is_asked_for_the_required_one_as_if_it_had_TLS_1_2()
    {
        var closed = With(Old, null).WithApi(api => api with { EndpointType = EndpointType.Private });

        Check(closed, Required(Strong)).ShouldFlag("'TLS_1_2'");
        Check(closed, Required("TLS_1_2")).ShouldBeClean();
    }

    [Fact]
    public void HTTP_and_WebSocket_APIs_can_have_no_other()
    {
        Check(SmallEstate.Http(), Required(Strong)).ShouldBeClean();
        Check(SmallEstate.WebSocket(), Required(Strong)).ShouldBeClean();
    }

    [Fact]
    public void Says_so_when_the_answer_has_no_policy() =>
        Check(With(Old, null)).ShouldBeInconclusive("API Gateway's answer names no security policy for this API.");

    [Fact]
    public void Says_so_when_the_policy_is_new_to_it() =>
        Check(With(Old, "TLS_9")).ShouldBeInconclusive("Security policy 'TLS_9' is not one that this version knows.");

    [Fact]
    public void Unknown_domain_names_matter_only_where_they_decide()
    {
        Check(Old.WithScope(scope => scope with { Domains = Example.Denied })).ShouldFlag("'orders'");
        Check(With(Old, "TLS_1_2").WithScope(scope => scope with { Domains = Example.Denied }))
            .ShouldBeInconclusive("The call was denied.");
    }

    [Fact]
    public void Says_so_when_stages_could_not_be_read() =>
        Check(Old.WithApi(api => api with { Stages = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    private static RuleSettings Required(params ImmutableArray<string> policies) =>
        RuleSettings.Default.With(new EndpointAcceptsOldTls().Info, EndpointAcceptsOldTls.Required, policies);

    private static Estate With(Estate estate, string? policy) => estate.WithApi(api => api with { SecurityPolicy = policy });
}
