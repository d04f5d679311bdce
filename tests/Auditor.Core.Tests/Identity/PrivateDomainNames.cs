using Auditor.Core.Exposure;
using static Auditor.Core.Tests.Identity.SmallAccount;

namespace Auditor.Core.Tests.Identity;

/// <summary>Whom the policy of a private domain name lets through to an API with AWS_IAM, together with all other policies.</summary>
/// <remarks>
/// API Gateway developer guide, "Custom domain names for private APIs in API Gateway": the policies of the domain name and of the API both
/// have to allow.
/// </remarks>
public sealed class PrivateDomainNames
{
    private const string Vpce1 = "'StringEquals':{'aws:SourceVpce':'vpce-1'}";
    private const string Vpce2 = "'StringEquals':{'aws:SourceVpce':'vpce-2'}";
    private const string Mfa = "'Bool':{'aws:MultiFactorAuthPresent':'true'}";

    // What; policies of the domain name and of the API; what the user's own says, and whether he is listed ('p': perhaps) and let through
    // from vpce-1.
    public static TheoryData<string, string, string, string, char, char> Policies => new()
    {
        { "both allow everybody", AllowTo("'*'"), AllowTo("'*'"), "", 'y', 'y' },
        { "the domain name's says nothing of the user", AllowTo(Aws(Role)), AllowTo("'*'"), "", 'n', 'n' },
        { "the domain name's says nothing of the user, whose own policy allows", AllowTo(Aws(Role)), AllowTo("'*'"), Allow(), 'n', 'n' },
        { "the domain name's names the user", AllowTo(Aws(User)), AllowTo("'*'"), "", 'y', 'y' },
        {
            "the domain name's names the account, and an identity policy allows", AllowTo(Aws(Id)), AllowTo(Aws(OtherId)), Allow(), 'y', 'y'
        },
        { "the domain name's allows and the API's does not", AllowTo("'*'"), AllowTo(Aws(OtherRole)), "", 'n', 'n' },
        { "the domain name's denies the user", AllowTo("'*'") + "," + DenyTo(Aws(User)), AllowTo("'*'"), Allow(), 'n', 'n' },
        { "the user's own denies", AllowTo("'*'"), AllowTo("'*'"), Deny(), 'n', 'n' },
        { "each lets in through the same endpoint", AllowTo("'*'", condition: Vpce1), AllowTo("'*'", condition: Vpce1), "", 'y', 'y' },
        { "each lets in through another endpoint", AllowTo("'*'", condition: Vpce1), AllowTo("'*'", condition: Vpce2), "", 'n', 'n' },
        {
            "the domain name's lets in through an endpoint from which the user's own denies", AllowTo("'*'", condition: Vpce1),
            AllowTo("'*'"), Deny(condition: Vpce1), 'n', 'n'
        },
        {
            "the user's own denies all but the endpoint", AllowTo("'*'", condition: Vpce1), AllowTo("'*'"),
            Deny(condition: Vpce1.Replace("Equals", "NotEquals", StringComparison.Ordinal)), 'y', 'y'
        },
        {
            "no endpoint is called so", AllowTo("'*'", condition: "'StringNotLike':{'aws:SourceVpce':'vpce-*'}"), AllowTo("'*'"), "", 'n',
            'n'
        },
        { "what nobody knows decides", AllowTo("'*'", condition: Mfa), AllowTo("'*'"), "", 'p', 'p' },
        { "what nobody knows decides both ways", AllowTo("'*'", condition: Mfa), AllowTo("'*'"), Deny(condition: Mfa), 'n', 'n' },
        {
            "its resource is the domain name", AllowTo("'*'", $"arn:aws:execute-api:eu-west-1:{Id}:/domainnames/orders.acme.example+d1"),
            AllowTo("'*'"), "", 'y', 'y'
        },
    };

    [Theory, MemberData(nameof(Policies))]
    public void Are_judged_with_all_other_policies(string what, string domain, string api, string own, char listed, char explained)
    {
        var account = new SmallAccount
        {
            OfDomainName = domain,
            OfApi = api,
            OfUser = own.Length == 0 ? null : own,
            IsDefaultEndpointOff = true,
        };

        var callers = account.Callers();
        (callers.Arns.Contains(User) ? 'y' : callers.Possible.Contains(User) ? 'p' : 'n').ShouldBe(listed, what);
        account.ExplainThrough("vpce-1", User).Decision.ShouldBe(
            explained switch { 'y' => AccessDecision.Allowed, 'p' => AccessDecision.Unknown, _ => AccessDecision.Denied }, what);
    }

    [Fact]
    public void Keep_nobody_out_where_the_API_has_its_own_endpoint()
    {
        var account = new SmallAccount { OfDomainName = AllowTo(Aws(Role)), OfApi = AllowTo("'*'") };

        account.Callers().Arns.ShouldBe([Role, User], ignoreOrder: true);
        account.ExplainThrough("vpce-1", User).Decision.ShouldBe(AccessDecision.Allowed);
    }

    [Fact]
    public void Limit_whom_a_session_is_let_in_as()
    {
        var account = new SmallAccount
        {
            OfDomainName = AllowTo(Aws(Session)),
            OfApi = AllowTo("'*'"),
            OfRole = Allow(),
            IsDefaultEndpointOff = true,
        };

        account.Callers().Arns.ShouldBe([Session]);
        account.ExplainThrough("vpce-1", Session).Decision.ShouldBe(AccessDecision.Allowed);
        account.ExplainThrough("vpce-1", Role).Decision.ShouldBe(AccessDecision.Denied);
    }

    [Fact]
    public void Lead_nobody_to_a_private_API_without_a_policy()
    {
        var account = new SmallAccount { OfDomainName = AllowTo("'*'"), OfUser = Allow() };

        account.Callers().ShouldSatisfyAllConditions(listed => listed.Arns.ShouldBeEmpty(), listed => listed.Possible.ShouldBeEmpty());
        account.ExplainThrough("vpce-1", User).Because.ShouldContain("private API without a resource policy");
    }

    [Fact]
    public void Are_a_step_that_says_which_statement_denies() =>
        new SmallAccount { OfDomainName = AllowTo("'*'") + "," + DenyTo(Aws(User)), OfApi = AllowTo("'*'"), IsDefaultEndpointOff = true }
            .ExplainThrough("vpce-1", User).Because.ShouldContain("statement 2 denies it");
}
