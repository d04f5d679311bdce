using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Rules.Policies;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;
using static Auditor.Rules.Tests.Policies.ExamplePolicy;

namespace Auditor.Rules.Tests.Policies;

[AboutCallers]
public sealed class SpoofablePolicyConditionTests : RuleTests<SpoofablePolicyCondition>
{
    private const string Referer = """{"StringLike":{"aws:Referer":"https://example.com/*"}}""";

    public static TheoryData<string, string, string> Spoofable => new()
    {
        { "Referer", Of(AllowIf(Referer)), "aws:Referer" },
        { "User-Agent", Of(AllowIf("""{"StringEquals":{"aws:UserAgent":"our-client"}}""")), "aws:UserAgent" },
        {
            "deny unless the header is right", Of(Allow, DenyIf("""{"StringNotLike":{"aws:Referer":"https://example.com/*"}}""")),
            "aws:Referer"
        },
        { "a key in other case", Of(AllowIf("""{"StringLike":{"AWS:REFERER":"https://example.com/*"}}""")), "AWS:REFERER" },
        {
            "beside what never stops anybody",
            Of(AllowIf("""{"StringLike":{"aws:Referer":"https://example.com/*"},"Bool":{"aws:SecureTransport":"true"}}""")), "aws:Referer"
        },
    };

    public static TheoryData<string, string> Clean => new()
    {
        {
            "the header and a network",
            Of(AllowIf("""{"StringLike":{"aws:Referer":"https://example.com/*"},"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}"""))
        },
        {
            "the header and a Deny of other networks",
            Of(AllowIf(Referer), DenyIf("""{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}"""))
        },
        { "a network", Of(AllowIf("""{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}""")) },
        { "everyone, which is AGW5001", Of(Allow) },
        { "everyone besides, which is AGW5001", Of(AllowIf(Referer), Allow) },
    };

    [Theory]
    [MemberData(nameof(Spoofable))]
    public void Flags_a_policy_that_trusts_a_header(string what, string policy, string key)
    {
        var finding = Check(On(policy)).ShouldFlag("'orders'", "route 'GET /orders'", key);
        finding.Severity.ShouldBe(Severity.High, what);
        finding.Evidence.ShouldContain(evidence => evidence.What == "request");
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, string policy) => Check(On(policy)).ShouldBeClean(change);

    [Fact]
    public void Exactly_one_of_the_two_rules_speaks()
    {
        foreach (var policy in (string[])[Of(Allow), Of(AllowIf(Referer)), Of(AllowIf(Referer), Allow)])
        {
            Audit.Run(On(policy), [new ResourcePolicyOpen(), new SpoofablePolicyCondition()]).Findings.Length.ShouldBe(1, policy);
        }
    }

    [Fact]
    public void Says_so_when_the_routes_could_not_be_read() =>
        Check(On(Of(AllowIf(Referer))).WithApi(api => api with { Routes = Example.Denied, Deployments = [] }))
            .ShouldBeInconclusive(Example.Denied.Because);

    [Fact]
    public void A_private_api_is_another_rules_business() => Check(On(Of(AllowIf(Referer))).Private()).ShouldBeClean();

    [Fact]
    public void Behind_an_authorizer_it_is_low() =>
        Check(On(Of(AllowIf(Referer)), AuthorizationKind.CognitoUserPools)).ShouldFlag("aws:Referer").Severity.ShouldBe(Severity.Low);

    // Use AWS WAF to protect your REST APIs: it is asked first, and keeps all but one network out.
    [Fact]
    public void A_web_ACL_in_front_leaves_no_stranger_to_let_in()
    {
        var estate = On(Of(AllowIf("""{"StringLike":{"aws:Referer":"https://example.com/*"}}""")));

        Check(estate).ShouldFlag("'orders'");
        Check(estate.BehindWebAcl(OfficeOnly)).ShouldBeClean();
        Check(estate.BehindWebAcl(null)).ShouldBeInconclusive(Example.Denied.Because);
    }
}
