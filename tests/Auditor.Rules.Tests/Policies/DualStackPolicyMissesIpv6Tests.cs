using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Policies;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;
using static Auditor.Rules.Tests.Policies.ExamplePolicy;

namespace Auditor.Rules.Tests.Policies;

[AboutCallers]
public sealed class DualStackPolicyMissesIpv6Tests : RuleTests<DualStackPolicyMissesIpv6>
{
    private const string BlockList = """{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}""";

    private static readonly string Missing = Of(Allow, DenyIf(BlockList));

    private static Estate DualStack(string policy, AuthorizationKind authorization = AuthorizationKind.None) =>
        On(policy, authorization).WithApi(api => api with { IpAddressType = "dualstack" });

    public static TheoryData<string, string> Clean => new()
    {
        { "IPv6 ranges as well", Of(Allow, DenyIf("""{"IpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32","2600::/24"]}}""")) },
        { "an allow list", Of(AllowIf(BlockList)) },
        { "deny unless from a network", Of(Allow, DenyIf("""{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}""")) },
        { "no addresses at all", Of(Allow) },
        { "nobody", Of(DenyIf(BlockList)) },
        { "a block list that no caller is in", Of(Allow, DenyIf("""{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}""")) },
    };

    [Fact]
    public void Flags_a_block_list_of_ipv4_alone() =>
        Check(DualStack(Missing)).ShouldFlag("'orders'", "route 'GET /orders'", "over IPv6").Severity.ShouldBe(Severity.Medium);

    [Fact]
    public void An_allow_list_turned_around_is_the_same() =>
        Check(DualStack(Of(AllowIf("""{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}""")))).ShouldFlag("over IPv6");

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, string policy) => Check(DualStack(policy)).ShouldBeClean(change);

    [Fact]
    public void Over_ipv4_alone_there_is_nothing_to_miss() =>
        Check(On(Missing).WithApi(api => api with { IpAddressType = "ipv4" })).ShouldBeClean();

    [Fact]
    public void Where_it_is_not_told_it_is_ipv4() => Check(On(Missing)).ShouldBeClean();

    [Fact]
    public void Behind_an_authorizer_it_is_low() =>
        Check(DualStack(Missing, AuthorizationKind.CognitoUserPools)).ShouldFlag("over IPv6").Severity.ShouldBe(Severity.Low);

    [Fact]
    public void Says_so_when_the_routes_could_not_be_read() =>
        Check(DualStack(Missing).WithApi(api => api with { Routes = Example.Denied, Deployments = [] }))
            .ShouldBeInconclusive(Example.Denied.Because);
}
