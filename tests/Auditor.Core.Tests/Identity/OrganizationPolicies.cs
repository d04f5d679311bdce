using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using static Auditor.Core.Tests.Identity.SmallAccount;

namespace Auditor.Core.Tests.Identity;

/// <summary>What an organization's policies take back.</summary>
/// <remarks>
/// AWS Organizations user guide: "SCP evaluation", "Service control policies (SCPs)" (tasks and entities not restricted by SCPs), "Resource
/// control policies (RCPs)" (list of AWS services that support RCPs); IAM user guide: "How AWS enforcement code logic evaluates requests to
/// allow or deny access", "AWS global condition context keys".
/// </remarks>
public sealed class OrganizationPolicies
{
    private const string Everything = "{'Effect':'Allow','Action':'*','Resource':'*'}";

    private static readonly string[] Everyone = [User, Role];

    // Both the user and the role may call GET /orders by their own policies.
    public static TheoryData<string, string, string, string, string> Controls => new()
    {
        // what, attached to the root, to the organizational unit, to the account; who may call
        { "every level allows everything", Everything, Everything, Everything, "both" },
        { "a Deny at the root", Everything + "," + Deny(), Everything, Everything, "" },
        { "a Deny at the organizational unit", Everything, Everything + "," + Deny(), Everything, "" },
        { "a Deny at the account", Everything, Everything, Everything + "," + Deny("execute-api:*"), "" },
        { "a Deny of another service", Everything + "," + Deny("s3:*"), Everything, Everything, "both" },
        { "a Deny of another route", Everything, Everything, Everything + "," + Deny(resource: $"{SmallAccount.Api}/prod/POST/*"), "both" },
        {
            "a Deny of another Region", Everything + "," + Deny("*", "*", "'StringNotEquals':{'aws:RequestedRegion':['eu-west-1']}"),
            Everything, Everything, "both"
        },
        {
            "a Deny of this Region", Everything + "," + Deny("*", "*", "'StringEquals':{'aws:RequestedRegion':['eu-west-1']}"), Everything,
            Everything, ""
        },
        {
            "a Deny that spares a role",
            Everything + "," + Deny("*", "*", $"'ArnNotLike':{{'aws:PrincipalArn':'arn:aws:iam::*:role/apps/*'}}"), Everything, Everything,
            Role
        },
        {
            "a Deny of older sessions", Everything + "," + Deny("*", "*", "'DateLessThan':{'aws:TokenIssueTime':'2020-01-01T00:00:00Z'}"),
            Everything, Everything, "both"
        },
        { "the root allows another service only", Allow("s3:*"), Everything, Everything, "" },
        { "the organizational unit allows another service only", Everything, Allow("s3:*"), Everything, "" },
        { "the account allows another service only", Everything, Everything, Allow("s3:*"), "" },
        { "each level allows it by itself", Allow(), Allow("execute-api:*"), Allow("*"), "both" },
        { "one statement of two at one level allows it", Everything, Allow("s3:*") + "," + Allow("execute-api:*"), Everything, "both" },
        { "two levels allow different things", Allow("execute-api:*"), Allow("s3:*"), Everything, "" },
        {
            "a level that allows everything but", Everything,
            Allow("x").Replace("'Action':'x'", "'NotAction':'execute-api:*'", StringComparison.Ordinal), Everything, ""
        },
        { "a level without any policy", Everything, "", Everything, "" },
        {
            "a level allows one route only, and it is another one", Everything, Allow("execute-api:*", $"{SmallAccount.Api}/prod/POST/*"),
            Everything, ""
        },
        { "a level allows one role only", Everything, Allow("*", "*", $"'ArnEquals':{{'aws:PrincipalArn':'{Role}'}}"), Everything, Role },
    };

    [Theory, MemberData(nameof(Controls))]
    public void A_service_control_policy_limits_users_and_roles(string what, string root, string unit, string account, string callers)
    {
        var small = new SmallAccount { OfUser = Allow(), OfRole = Allow(), Organization = Member(root, unit, account) };
        var expected = callers == "both" ? Everyone : callers.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        foreach (var principal in Everyone)
        {
            small.Explain(principal).Decision.ShouldBe(
                expected.Contains(principal) ? AccessDecision.Allowed : AccessDecision.Denied, $"{what}: {principal}");
        }

        small.Callers()
            .ShouldSatisfyAllConditions(
                listed => listed.Arns.ShouldBe([.. expected.Order(StringComparer.Ordinal)], what),
                listed => listed.Possible.ShouldBeEmpty(what));
    }

    [Fact]
    public void A_resource_policy_does_not_lift_it()
    {
        var denied = new SmallAccount { OfApi = AllowTo("'*'"), Organization = Member(Everything, Everything, Everything + "," + Deny()) };
        var closed = new SmallAccount
        {
            OfApi = AllowTo(Aws(User, Role, Session)),
            Organization = Member(Everything, Allow("s3:*"), Everything),
        };

        foreach (var principal in new[] { User, Role, Session, Root })
        {
            denied.Explain(principal).Because.ShouldContain("statement 2 of service control policy 'limits' denies it explicitly");
            closed.Explain(principal).Because.ShouldContain("no service control policy that is attached to 'ou-ab12-34567890' allows it");
        }

        denied.Callers().Arns.ShouldBeEmpty();
        closed.Callers().Arns.ShouldBeEmpty();
    }

    [Fact]
    public void Explaining_a_request_shows_what_they_say_of_it()
    {
        string Step(Fact<OrganizationMembership> organization, string principal = User) =>
            new SmallAccount { OfUser = Allow(), OfServiceLinkedRole = Allow(), Organization = organization }
                .Explain(principal).Steps.Single(step => step.What == "organization").Value;

        Step(default).ShouldBe($"its policies for account {Id} were not read (scan with --organization); they can only take back");
        Step(Member(Everything, Everything, Everything))
            .ShouldBe($"the service control policies of 'r-ab12', 'ou-ab12-34567890', '{Id}' allow it");
        Step(Member(Everything, Everything, Everything + "," + Deny()))
            .ShouldBe("statement 2 of service control policy 'limits' denies it");
        Step(Member(Everything, Allow("s3:*"), Everything))
            .ShouldStartWith("no service control policy that is attached to 'ou-ab12-34567890' allows it");
        Step(Member(Everything, Everything, Everything + "," + Deny(condition: "'BoolIfExists':{'aws:MultiFactorAuthPresent':'false'}")))
            .ShouldBe("the service control policies depend on aws:MultiFactorAuthPresent");
        Step(Member(Everything, Everything, Deny("*")).Value with { IsManagementAccount = true })
            .ShouldBe($"{Id} is the management account of o-a1b2c3d4e5, which no service control policy limits");
        Step(Member(Everything, Everything, Deny("*")).Value with { UsesServiceControlPolicies = false })
            .ShouldBe("o-a1b2c3d4e5 uses no service control policies");
        Step(Member(Everything, Everything, Deny("*")), ServiceLinkedRole)
            .ShouldBe("service control policies do not limit service-linked roles");
    }

    [Fact]
    public void It_limits_the_root_user_of_a_member_account() =>
        new SmallAccount { Organization = Member(Everything, Everything, Everything + "," + Deny()) }
            .Explain(Root).Decision.ShouldBe(AccessDecision.Denied);

    [Fact]
    public void It_limits_nobody_in_the_management_account() =>
        new SmallAccount
        {
            OfUser = Allow(),
            Organization = Member(Deny("*"), Deny("*"), Deny("*")).Value with { IsManagementAccount = true },
        }
            .Callers().Arns.ShouldBe([User]);

    [Fact]
    public void It_limits_nobody_where_the_organization_does_not_use_them() =>
        new SmallAccount { OfUser = Allow(), Organization = Member("", "", "").Value with { UsesServiceControlPolicies = false } }
            .Callers().Arns.ShouldBe([User]);

    [Fact]
    public void It_does_not_limit_a_service_linked_role() =>
        new SmallAccount { OfServiceLinkedRole = Allow(), OfRole = Allow(), Organization = Member(Everything, Everything, Deny("*")) }
            .Callers().Arns.ShouldBe([ServiceLinkedRole]);

    [Fact]
    public void It_limits_the_principals_of_its_account_and_not_those_who_come_from_others()
    {
        var account = new SmallAccount
        {
            OfOtherRole = Allow(),
            OfApi = AllowTo(Aws(OtherRole)),
            Organization = Member(Everything, Everything, Deny("*")),
        };

        account.Explain(OtherRole).Decision.ShouldBe(AccessDecision.Allowed);
        new SmallAccount
        {
            OfOtherRole = Allow(),
            OfApi = AllowTo(Aws(OtherRole)),
            OtherOrganization = Member(Everything, Everything, Deny("*")),
        }
            .Explain(OtherRole).Decision.ShouldBe(AccessDecision.Denied);
    }

    [Fact]
    public void It_limits_who_may_change_an_api()
    {
        new SmallAccount
        {
            OfUser = Allow("apigateway:*"),
            Organization = Member(Everything, Everything, Everything),
        }.Changers.Arns.ShouldBe([User]);
        new SmallAccount
        {
            OfUser = Allow("apigateway:*"),
            Organization = Member(Everything, Everything, Everything + "," + Deny("apigateway:*")),
        }.Changers.Arns.ShouldBeEmpty();
        new SmallAccount
        {
            OfUser = Allow("apigateway:*"),
            Organization = Member(Everything, Allow("execute-api:*"), Everything),
        }.Changers.Arns.ShouldBeEmpty();
    }

    [Fact]
    public void A_resource_control_policy_does_not_reach_api_gateway()
    {
        var deny = "{'Effect':'Deny','Principal':'*','Action':'*','Resource':'*'}";

        new SmallAccount { OfUser = Allow(), Organization = Member(Everything, Everything, Everything, deny) }
            .Callers().Arns.ShouldBe([User]);
    }

    [Theory]
    [InlineData("sts:AssumeRole", Verdict.No)]
    [InlineData("s3:GetObject", Verdict.No)]
    [InlineData("dynamodb:GetItem", Verdict.No)]
    [InlineData("events:PutEvents", Verdict.No)]
    [InlineData("firehose:PutRecord", Verdict.No)]
    [InlineData("kinesis:PutRecord", Verdict.Yes)]
    [InlineData("sns:Publish", Verdict.Yes)]
    [InlineData("lambda:InvokeFunction", Verdict.Yes)]
    [InlineData("iam:PutRolePolicy", Verdict.Yes)]
    [InlineData("execute-api:Invoke", Verdict.Yes)]
    public void A_resource_control_policy_denies_what_services_that_support_them_do(string action, Verdict verdict)
    {
        var policy = new IdentityPolicy
        {
            Arn = $"arn:aws:iam::{Id}:policy/all",
            Name = "all",
            Kind = IdentityPolicyKind.CustomerManaged,
            Document = Document(Allow("*")),
        };
        var account = new Account
        {
            Id = Id,
            IdentityPolicies = ImmutableArray.Create(policy),
            Principals = ImmutableArray<Principal>.Empty,
            Organization = Member(Everything, Everything, Everything, "{'Effect':'Deny','Principal':'*','Action':'*','Resource':'*'}"),
        };
        var grants = new ExposureMap(new() { CollectedAt = DateTimeOffset.UnixEpoch, Accounts = [account] })
            .GrantsBy(account, policy).Value.ShouldNotBeNull();

        (grants.Ask(held => held.OnEvery(action, "{?}"))?.Answer.Verdict ?? Verdict.No).ShouldBe(verdict);
    }

    [Fact]
    public void One_that_was_not_read_may_deny()
    {
        var unread = new OrganizationPolicy { Id = "p-1", Name = "guardrail", Document = new Unknown("DescribePolicy was denied.") };
        var member = Member(Everything, Everything, Everything).Value;
        var account = new SmallAccount
        {
            OfUser = Allow(),
            Organization = member with { Levels = member.Levels.SetItem(0, member.Levels[0] with { ServiceControlPolicies = [.. member.Levels[0].ServiceControlPolicies, unread] }) },
        };

        account.Callers().Possible.ShouldBe([User]);
        account.Explain(User).Because.ShouldContain("service control policy 'guardrail', which was not read");
    }

    [Theory]
    [InlineData("'StringEquals':{'aws:PrincipalOrgID':'o-a1b2c3d4e5'}", true)]
    [InlineData("'StringEquals':{'aws:PrincipalOrgID':'o-zzzzzzzzzz'}", false)]
    [InlineData("'StringNotEquals':{'aws:PrincipalOrgID':'o-a1b2c3d4e5'}", false)]
    [InlineData("'StringEquals':{'aws:ResourceOrgID':'${aws:PrincipalOrgID}'}", true)]
    [InlineData("'ForAnyValue:StringLike':{'aws:PrincipalOrgPaths':'o-a1b2c3d4e5/r-ab12/ou-ab12-34567890/*'}", true)]
    [InlineData("'ForAnyValue:StringLike':{'aws:PrincipalOrgPaths':'o-a1b2c3d4e5/r-ab12/ou-ab12-99999999/*'}", false)]
    public void The_organization_of_a_principal_is_known(string condition, bool isAllowed)
    {
        var known = new SmallAccount
        {
            OfUser = Allow(condition: condition),
            OfRole = Allow("s3:*"),
            OfApi = AllowTo("{'AWS':'999988887777'}"),
            Organization = Member(Everything, Everything, Everything),
        };

        known.Explain(User).Decision.ShouldBe(isAllowed ? AccessDecision.Allowed : AccessDecision.Denied);
        known.Callers()
            .ShouldSatisfyAllConditions(
                callers => callers.Arns.Contains(User).ShouldBe(isAllowed), callers => callers.Possible.ShouldBeEmpty());
        new SmallAccount { OfUser = Allow(condition: condition), OfApi = AllowTo("{'AWS':'999988887777'}") }
            .Callers().Possible.ShouldBe([User], "without the organization nobody can tell");
    }

    private static Fact<OrganizationMembership> Member(string root, string unit, string account, string? resourceControl = null) =>
        new OrganizationMembership
        {
            OrganizationId = "o-a1b2c3d4e5",
            UsesServiceControlPolicies = true,
            UsesResourceControlPolicies = resourceControl is not null,
            Levels =
        [
            Level("r-ab12", root) with { ResourceControlPolicies = resourceControl is null ? [] : [new() { Id = "p-rcp", Name = "perimeter", Document = Document(resourceControl) }] },
            Level("ou-ab12-34567890", unit),
            Level(Id, account),
        ],
        };

    private static OrganizationLevel Level(string id, string statements) => new()
    {
        Id = id,
        ServiceControlPolicies = statements.Length == 0 ? [] : [new() { Id = $"p-{id}", Name = "limits", Document = Document(statements) }],
    };
}
