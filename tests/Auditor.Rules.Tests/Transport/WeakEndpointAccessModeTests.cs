using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Transport;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Transport;

[NotRecorded("the mode may be that of a domain name, and the record of a REST API is not known to hold its own")]
public sealed class WeakEndpointAccessModeTests : RuleTests<WeakEndpointAccessMode>
{
    private static readonly Estate Basic = SmallEstate.Rest()
        .WithApi(api => api with { SecurityPolicy = "SecurityPolicy_TLS13_1_3_2025_09", EndpointAccessMode = "BASIC" });

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "STRICT", estate => estate.WithApi(api => api with { EndpointAccessMode = "STRICT" }) },
        { "a legacy policy, which has no mode", estate => estate.WithApi(api => api with { SecurityPolicy = "TLS_1_2" }) },
        { "no policy named", estate => estate.WithApi(api => api with { SecurityPolicy = null }) },
        {
            "a PRIVATE API, whose callers may have to name it in the Host header",
            estate => estate.WithApi(api => api with { EndpointType = EndpointType.Private })
        },
        { "no stage", estate => estate.WithApi(api => api with { Stages = ImmutableArray<Stage>.Empty }) },
    };

    [Fact]
    public void Flags_a_strong_policy_with_a_weak_mode() =>
        Check(Basic).ShouldFlag("API 'orders' has a strong TLS policy but endpoint access mode BASIC").Severity.ShouldBe(Severity.Low);

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Basic)).ShouldBeClean(change);

    private static readonly Estate BasicName = SmallEstate.Rest()
        .AddDomain(Example.Domain() with { SecurityPolicy = "SecurityPolicy_TLS13_1_3_2025_09", EndpointAccessMode = "BASIC" });

    public static TheoryData<string, Func<Domain, Domain>> CleanNames => new()
    {
        { "STRICT", domain => domain with { EndpointAccessMode = "STRICT" } },
        { "a legacy policy, which has no mode", domain => domain with { SecurityPolicy = "TLS_1_2" } },
        { "no policy named", domain => domain with { SecurityPolicy = null } },
        { "a private domain name", domain => domain with { EndpointType = EndpointType.Private } },
        {
            "a domain name of another API",
            domain => domain with { Mappings = ImmutableArray.Create(new ApiMapping { ApiId = "zzz", Stage = "prod" }) }
        },
    };

    [Fact]
    public void Flags_a_domain_name_with_a_strong_policy_and_a_weak_mode() =>
        Check(BasicName)
            .ShouldFlag("Domain name 'api.example.com' of API 'orders' has a strong TLS policy but endpoint access mode "
                + "BASIC").Severity.ShouldBe(Severity.Low);

    [Theory]
    [MemberData(nameof(CleanNames))]
    public void One_change_of_the_name_makes_it_clean(string change, Func<Domain, Domain> apply) =>
        Check(BasicName.WithDomain(apply)).ShouldBeClean(change);

    [Fact]
    public void The_API_and_its_names_are_told_apart()
    {
        var both = Check(BasicName.WithApi(api => api with { SecurityPolicy = "SecurityPolicy_TLS13_1_3_2025_09", EndpointAccessMode = "BASIC" })
            .AddDomain(Example.Domain("second.example.com") with { SecurityPolicy = "SecurityPolicy_TLS13_1_2_2021_06", EndpointAccessMode = "BASIC" }));

        both.Length.ShouldBe(2);
        both[0].Message.ShouldStartWith("API 'orders' has");
        both[1].Message.ShouldStartWith("Domain names 'api.example.com' and 'second.example.com' of API 'orders' have");
    }

    [Fact]
    public void Names_that_could_not_be_read_do_not_hide_the_API()
    {
        var findings = Check(Basic.WithScope(scope => scope with { Domains = Example.Denied }));

        findings.Select(finding => finding.Outcome).ShouldBe([Core.Findings.Outcome.Flagged, Core.Findings.Outcome.Inconclusive]);
        Check(BasicName.WithDomain(domain => domain with { EndpointAccessMode = null }))
            .ShouldBeInconclusive(
                "API Gateway's answer names no endpoint access mode for this domain name, though its security policy asks for one.");
    }

    [Fact]
    public void HTTP_and_WebSocket_APIs_have_no_mode()
    {
        Check(SmallEstate.Http().WithApi(api => api with { SecurityPolicy = "TLS_1_2" })).ShouldBeClean();
        Check(SmallEstate.WebSocket()).ShouldBeClean();
    }

    [Fact]
    public void Says_so_when_the_answer_has_no_mode() =>
        Check(Basic.WithApi(api => api with { EndpointAccessMode = null }))
            .ShouldBeInconclusive(
                "API Gateway's answer names no endpoint access mode for this API, though its security policy asks for one.");

    [Fact]
    public void Says_so_when_the_mode_is_new_to_it() =>
        Check(Basic.WithApi(api => api with { EndpointAccessMode = "LAX" }))
            .ShouldBeInconclusive("Endpoint access mode 'LAX' is not one that this version knows.");

    [Fact]
    public void Says_so_when_stages_could_not_be_read() =>
        Check(Basic.WithApi(api => api with { Stages = Example.Denied })).ShouldBeInconclusive("The call was denied.");
}
