using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using static Auditor.Core.Tests.Identity.SmallAccount;

namespace Auditor.Core.Tests.Identity;

/// <summary>Who stands behind a role that may call: its trust policy, and the policies of those whom it leaves to the account.</summary>
/// <remarks>
/// IAM user guide: "How AWS enforcement code logic evaluates requests to allow or deny access", "AWS JSON policy elements: Principal"
/// (account principals, role principals, federated principals, unique ids), "IAM and AWS STS condition context keys"; AWS Organizations
/// user guide, "Resource control policies (RCPs)" (AWS Security Token Service).
/// </remarks>
public sealed class WhoTakesOnARole
{
    private const string GitHub = $"arn:aws:iam::{Id}:oidc-provider/token.actions.githubusercontent.com";
    private const string Assume = "sts:AssumeRole";

    // What; the trust policy; policies of user and group, and of the other role of the account.
    public static TheoryData<string, string, string?, string> Trusts => new()
    {
        { "a service", To("{'Service':'lambda.amazonaws.com'}"), null, "lambda.amazonaws.com" },
        {
            "two services", To("{'Service':['lambda.amazonaws.com','apigateway.amazonaws.com']}"), null,
            "apigateway.amazonaws.com, lambda.amazonaws.com"
        },
        {
            "a service for one account", To("{'Service':'lambda.amazonaws.com'}", "'StringEquals':{'aws:SourceAccount':'111122223333'}"),
            null, "lambda.amazonaws.com (depending on aws:SourceAccount)"
        },
        {
            "a service that is denied", To("{'Service':'lambda.amazonaws.com'}") + "," + Not(To("{'Service':'lambda.amazonaws.com'}")),
            null, "nobody"
        },
        { "another account", To(Aws(OtherId)), null, $"account {OtherId}" },
        { "another account by its root", To(Aws($"arn:aws:iam::{OtherId}:root")), null, $"account {OtherId}" },
        {
            "another account with an external id", To(Aws(OtherId), "'StringEquals':{'sts:ExternalId':'x'}"), null,
            $"account {OtherId} (depending on sts:ExternalId)"
        },
        { "a role of another account", To(Aws(OtherRole)), null, OtherRole },
        { "an account that a Deny names", To(Aws(OtherId)) + "," + Not(To(Aws(OtherId))), null, "nobody" },
        {
            "an account that a Deny spares",
            To(Aws(OtherId)) + "," + Not(To("{'AWS':'*'}", $"'StringNotEquals':{{'aws:PrincipalAccount':'{OtherId}'}}")), null,
            $"account {OtherId}"
        },
        {
            "an account that a Deny does not spare",
            To(Aws(OtherId)) + "," + Not(To("{'AWS':'*'}", "'StringNotEquals':{'aws:PrincipalAccount':'999988887777'}")), null, "nobody"
        },
        { "everybody", To("{'AWS':'*'}"), null, "whoever has an AWS account" },
        { "everybody, written otherwise", To("'*'"), null, "whoever has an AWS account" },
        {
            "everybody of an organization", To("{'AWS':'*'}", "'StringEquals':{'aws:PrincipalOrgID':'o-a1b2c3d4e5'}"), null,
            "whoever has an AWS account (depending on aws:PrincipalOrgID)"
        },
        {
            "an identity provider", To($"{{'Federated':'{GitHub}'}}", action: "sts:AssumeRoleWithWebIdentity"), null,
            $"whoever signs in at '{GitHub}'"
        },
        {
            "an identity provider, of one subject",
            To(
                $"{{'Federated':'{GitHub}'}}",
                "'StringLike':{'token.actions.githubusercontent.com:sub':'repo:acme/*'}",
                "sts:AssumeRoleWithWebIdentity"),
            null, $"whoever signs in at '{GitHub}' (depending on token.actions.githubusercontent.com:sub)"
        },
        { "an identity provider without the action", To($"{{'Federated':'{GitHub}'}}"), null, "nobody" },
        {
            "SAML", To($"{{'Federated':'arn:aws:iam::{Id}:saml-provider/acme'}}", action: "sts:AssumeRoleWithSAML"), null,
            $"whoever signs in at 'arn:aws:iam::{Id}:saml-provider/acme'"
        },
        {
            "a name of the session of the caller's own choice", To(Aws(OtherId), "'StringLike':{'sts:RoleSessionName':'ci-*'}"), null,
            $"account {OtherId}"
        },
        { "who is gone", To(Aws("AROAGONE")), Allow(Assume), "nobody" },
        { "the user, by name", To(Aws(User)), null, User },
        { "the user, whose own policy denies it", To(Aws(User)), Deny(Assume), "nobody" },
        { "the account, and nobody's policy allows it", To(Aws(Id)), null, "nobody" },
        { "the account, and the user's policy allows it", To(Aws(Root)), Allow(Assume), User },
        {
            "the account, and the user's policy allows it of another role", To(Aws(Root)), Allow(Assume, $"arn:aws:iam::{Id}:role/other"),
            "nobody"
        },
        {
            "the account, and the user's policy allows it under a condition", To(Aws(Root)),
            Allow(Assume, condition: "'Bool':{'aws:MultiFactorAuthPresent':'true'}"), $"{User} (depending on aws:MultiFactorAuthPresent)"
        },
        {
            "a service alone, whatever the user's policy allows", To("{'Service':'lambda.amazonaws.com'}"), Allow(Assume),
            "lambda.amazonaws.com"
        },
        { "the account, but not the user", To(Aws(Root)) + "," + Not(To(Aws(User))), Allow(Assume), "nobody" },
        { "another action", To(Aws(OtherId), action: "sts:TagSession"), null, "nobody" },
        {
            "from one network", To(Aws(OtherId), "'IpAddress':{'aws:SourceIp':'203.0.113.0/24'}"), null,
            $"account {OtherId} (depending on aws:SourceIp)"
        },
    };

    [Theory, MemberData(nameof(Trusts))]
    public void Is_told(string what, string trust, string? ofUser, string takers) =>
        Told(new SmallAccount { OfUser = ofUser, Trust = trust }).ShouldStartWith(takers, customMessage: what);

    [Fact]
    public void Stays_within_the_boundary_of_whom_the_account_is_left_to()
    {
        Told(new() { OfUser = Allow(Assume), Limit = Allow("s3:*"), Trust = To(Aws(Root)) }).ShouldStartWith("nobody");
        Told(new() { OfUser = Allow(Assume), Limit = Allow("sts:*"), Trust = To(Aws(Root)) }).ShouldBe(User);
    }

    [Fact]
    public void Obeys_the_policies_of_the_organization()
    {
        var perimeter = "{'Effect':'Deny','Principal':'*','Action':'sts:*','Resource':'*','Condition':{'StringNotEqualsIfExists':{'aws:PrincipalAccount':'111122223333'},'BoolIfExists':{'aws:PrincipalIsAWSService':'false'}}}";
        var member = new OrganizationMembership
        {
            OrganizationId = "o-a1b2c3d4e5",
            UsesResourceControlPolicies = true,
            Levels = [new() { Id = "r-ab12", ResourceControlPolicies = [new() { Id = "p-1", Name = "perimeter", Document = Document(perimeter) }] }],
        };

        Told(new() { OfUser = Allow(Assume), Trust = To(Aws(OtherId, Root)) + "," + To("{'Service':'lambda.amazonaws.com'}"), Organization = member })
            .ShouldBe($"{User}, lambda.amazonaws.com");
        Told(new() { OfUser = Allow(Assume), Trust = To(Aws(Root)), Levels = [Deny("sts:*")] }).ShouldStartWith("nobody");
    }

    [Fact]
    public void Is_not_told_of_one_whose_trust_policy_was_not_read()
    {
        new ExposureMap(new SmallAccount { OfOtherRole = Allow() }.Estate)
            .TakersOf(OtherRole).Unknown.ShouldNotBeNull().Because.ShouldContain("trust policy");
        new ExposureMap(new SmallAccount { Trust = "{" }.Estate).TakersOf(Role).Unknown.ShouldNotBeNull();
        new ExposureMap(new SmallAccount().Estate).TakersOf($"arn:aws:iam::{Id}:role/gone").Unknown.ShouldNotBeNull();
    }

    private static string Told(SmallAccount account) => RoleTaker.NamesOf(new ExposureMap(account.Estate).TakersOf(Role).Value);

    private static string To(string principal, string condition = "", string action = Assume) =>
        AllowTo(principal, condition: condition)
            .Replace("execute-api:Invoke", action, StringComparison.Ordinal)
            .Replace(",'Resource':'execute-api:/*'", "", StringComparison.Ordinal);

    private static string Not(string statement) => statement.Replace("'Allow'", "'Deny'", StringComparison.Ordinal);
}
