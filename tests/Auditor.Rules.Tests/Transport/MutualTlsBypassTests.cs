using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Tests.Policies;
using Auditor.Rules.Transport;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Transport;

[AboutCallers]
public sealed class MutualTlsBypassTests : RuleTests<MutualTlsBypass>
{
    private static readonly Domain Mutual = Example.Domain() with { MutualTls = new() { TruststoreUri = "s3://trust/store.pem" } };

    private static readonly Estate Bypass = SmallEstate.Rest().AddDomain(Mutual);

    private static readonly Estate Tight = Bypass.WithApi(api => api with { DisableExecuteApiEndpoint = true });

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "the endpoint is off", estate => estate.WithApi(api => api with { DisableExecuteApiEndpoint = true }) },
        { "no mutual TLS to walk around", estate => estate.WithDomain(domain => domain with { MutualTls = null }) },
        {
            "the mapping's API is gone",
            estate => estate.WithDomain(domain => domain with { Mappings = ImmutableArray.Create(new ApiMapping { ApiId = "gone" }) })
        },
        {
            "the mapping's stage is gone",
            estate =>
                estate.WithDomain(domain => domain with { Mappings = ImmutableArray.Create(new ApiMapping { ApiId = Example.ApiId, Stage = "old" }) })
        },
        { "the endpoint is private", estate => estate.WithApi(api => api with { EndpointType = EndpointType.Private }) },
    };

    [Fact]
    public void Flags_a_domain_name_whose_API_answers_at_its_own_name_too()
    {
        var finding = Check(Bypass).ShouldFlag(
            "Domain name 'api.example.com' asks callers for a client certificate, but API 'orders' behind it also answers at "
                + "'https://a1b2c3.execute-api.eu-west-1.amazonaws.com/prod' without one");

        finding.Severity.ShouldBe(Severity.High);
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Bypass)).ShouldBeClean(change);

    [Fact]
    public void Flags_a_second_domain_name_that_asks_for_no_certificate() =>
        Check(Tight.AddDomain(Example.Domain("open.example.com")))
            .ShouldFlag("'api.example.com'", "also answers at 'https://open.example.com'");

    // Disable the default endpoint for REST APIs: callers need a custom domain name then, and a stage without one has no callers.
    [Fact]
    public void A_stage_without_another_name_is_not_to_be_cut_off()
    {
        var finding = Check(Bypass.AddStage(Example.RestStage("dev")))
            .ShouldFlag("so whoever calls there needs none. Stage 'dev' has no other name and needs one first.");
        finding.NeedsCare.ShouldBeTrue();
        finding.FixValues.ShouldBeEmpty();

        Check(Bypass).ShouldFlag("needs none.").FixValues.ShouldContainKeyAndValue("aroundRestApi", "a1b2c3");
    }

    [Fact]
    public void A_second_domain_name_that_asks_too_is_fine() =>
        Check(Tight.AddDomain(Mutual with { Name = "second.example.com" })).ShouldBeClean();

    [Fact]
    public void A_second_domain_name_of_another_stage_is_fine() =>
        Check(Tight.AddStage(Example.RestStage("dev")).AddDomain(Example.Domain("dev.example.com", stage: "dev"))).ShouldBeClean();

    [Fact]
    public void Each_API_behind_the_name_is_a_finding_of_its_own()
    {
        var both = Bypass
            .AddApi(Example.HttpApi(Example.Route("GET /users")) with { Id = "b2", Name = "users" })
            .WithDomain(domain => domain with { Mappings = domain.Mappings.Value.Add(new() { Key = "users", ApiId = "b2", Stage = Example.StageName }) });
        var findings = Check(both);

        findings.Length.ShouldBe(2);
        findings.Select(finding => finding.Fingerprint).ShouldBeUnique();
    }

    [Fact]
    public void Says_so_when_the_mappings_could_not_be_read() =>
        Check(Bypass.WithDomain(domain => domain with { Mappings = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    [Fact]
    public void Says_so_when_its_API_may_be_one_that_could_not_be_listed() =>
        Check(Bypass.WithScope(scope => scope with { RestApis = Example.Denied }))
            .Where(finding => finding.Subject is Core.Subjects.DomainSubject)
            .ShouldHaveSingleItem().Outcome.ShouldBe(Outcome.Inconclusive);

    [Fact]
    public void Another_domain_name_that_could_not_be_read_hides_nothing()
    {
        var other = Example.Domain("open.example.com") with { Mappings = Example.Denied };

        Check(Bypass.AddDomain(other)).ShouldFlag("execute-api");
        Check(Tight.AddDomain(other)).ShouldBeInconclusive("The call was denied.");
    }

    // Use AWS WAF to protect your REST APIs, resource policies: that a name is there does not say that a request gets through.
    [Fact]
    public void A_name_under_which_nobody_gets_through_leads_around_nothing()
    {
        Check(Bypass.WithApi(api => api with { ResourcePolicy = ExamplePolicy.Of(ExamplePolicy.DenyIf("{}")) })).ShouldBeClean();
        Check(Bypass.BehindWebAcl(new() { Name = "closed", DefaultAction = WafAction.Block })).ShouldBeClean();
        Check(Bypass.BehindWebAcl(null)).ShouldBeInconclusive(Example.Denied.Because);
    }

    [Fact]
    public void Where_one_network_alone_gets_around_it_it_is_less_severe() =>
        Check(Bypass.BehindWebAcl(ExamplePolicy.OfficeOnly)).ShouldFlag("also answers at").Severity.ShouldBe(Severity.Medium);
}
