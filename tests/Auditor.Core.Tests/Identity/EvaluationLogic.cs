using System.Collections.Immutable;
using Auditor.Core.Exposure;
using static Auditor.Core.Tests.Identity.SmallAccount;

namespace Auditor.Core.Tests.Identity;

/// <summary>AWS's evaluation logic, step by step, in our own words.</summary>
/// <remarks>
/// IAM user guide: "How AWS enforcement code logic evaluates requests to allow or deny access", "Policy evaluation for requests within a
/// single account", "Cross-account policy evaluation logic", "Permissions boundaries for IAM entities", "AWS JSON policy elements:
/// Principal", "NotPrincipal"; API Gateway developer guide: "How API Gateway resource policies affect authorization workflow".
/// </remarks>
public sealed class EvaluationLogic
{
    private const string Users = $"arn:aws:iam::{Id}:root";

    private static readonly string[] Everyone = [User, Role];

    // Who may call GET /orders of the own account: those named; the others may not.
    public static TheoryData<string, string, string, string, string, string?> WithinTheAccount => new()
    {
        // what, policy of user, of group, of role (empty: none), who may call, resource policy
        { "nothing allows: an implicit deny", "", "", "", "", null },
        { "an identity policy allows the user", Allow(), "", "", User, null },
        { "a group's policy allows the user", "", Allow(), "", User, null },
        { "an identity policy allows the role", "", "", Allow(), Role, null },
        { "a Deny in the same policy", Allow() + "," + Deny(), "", Allow() + "," + Deny(), "", null },
        { "a Deny of the group", Allow(), Deny(), "", "", null },
        { "the resource policy allows everybody", "", "", "", "both", AllowTo("'*'") },
        { "the resource policy allows every AWS principal", "", "", "", "both", AllowTo("{'AWS':'*'}") },
        { "the resource policy names the user", "", "", "", User, AllowTo(Aws(User)) },
        { "the resource policy names the role", "", "", "", Role, AllowTo(Aws(Role)) },
        { "the resource policy allows all but another account", "", "", "", "both", AllowTo("Not" + Aws(OtherRole, OtherId)) },
        { "a Deny of the identity beside an open resource policy", Deny(), "", Deny(), "", AllowTo("'*'") },
        { "a Deny of the group beside an open resource policy", "", Deny(), "", Role, AllowTo("'*'") },
        { "a Deny of another action beside an open resource policy", Deny("s3:*"), "", Deny("s3:*"), "both", AllowTo("'*'") },
        { "a Deny of another route beside an open resource policy", Deny(resource: $"{Api}/prod/POST/*"), "", "", "both", AllowTo("'*'") },
        {
            "a Deny with NotAction", Deny("x").Replace("'Action':'x'", "'NotAction':'s3:*'", StringComparison.Ordinal), "", "", Role,
            AllowTo("'*'")
        },
        {
            "a Deny with NotResource of this API spares it",
            Deny(resource: "x").Replace("'Resource':'x'", $"'NotResource':'{Api}/*'", StringComparison.Ordinal), "", "", "both",
            AllowTo("'*'")
        },
        { "a Deny of the resource policy beats identity policies", Allow(), "", Allow(), "", DenyTo("'*'") },
        { "a Deny of the resource policy for one", Allow(), "", Allow(), Role, DenyTo(Aws(User)) },
        { "the resource policy allows somebody else, identity policies allow", Allow(), "", Allow(), "both", AllowTo(Aws(OtherRole)) },
        { "the account is left to decide, and one is allowed", Allow(), "", "", User, AllowTo(Aws(Users)) },
        {
            "the identity may POST, the resource policy denies POST", Allow(resource: $"{Api}/prod/POST/orders"), "", "", "",
            DenyTo("'*'", "execute-api:/prod/POST/*")
        },
        {
            "a Deny with NotPrincipal spares the user that is named, with its account", Allow(), "", Allow(), User,
            DenyTo("Not" + Aws(User, Id))
        },
    };

    [Theory, MemberData(nameof(WithinTheAccount))]
    public void Within_an_account(string what, string user, string group, string role, string callers, string? resource)
    {
        var account = new SmallAccount { OfUser = Null(user), OfGroup = Null(group), OfRole = Null(role), OfApi = resource };
        var expected = callers == "both" ? Everyone : callers.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Agree(what, account, expected);
    }

    public static TheoryData<string, string, string, string> Boundaries => new()
    {
        // what, policy of both, the boundary of both, resource policy, who may call
        { "within the boundary", Allow() + "|" + Allow(), "", "both" },
        { "beyond the boundary", Allow() + "|" + Allow("s3:*"), "", "" },
        { "a boundary grants nothing", "|" + Allow("*"), "", "" },
        { "a Deny of the boundary", Allow() + "|" + Allow("*") + "," + Deny(), AllowTo("'*'"), "" },
        { "a user that the resource policy names is not limited", "|" + Allow("s3:*"), AllowTo(Aws(User)), User },
        { "a role that the resource policy names is limited", "|" + Allow("s3:*"), AllowTo(Aws(Role)), "" },
        { "a role that the resource policy names, within its boundary", "|" + Allow("*"), AllowTo(Aws(Role)), Role },
        { "everybody is let in directly", "|" + Allow("s3:*"), AllowTo("'*'"), "both" },
        {
            "a role by its key, where everybody is named", "|" + Allow("s3:*"),
            AllowTo("'*'", condition: $"'ArnEquals':{{'aws:PrincipalArn':'{Role}'}}"), Role
        },
        { "NotPrincipal denies whoever has a boundary", Allow() + "|" + Allow("*"), DenyTo("Not" + Aws(User, Role, Session, Id)), "" },
    };

    [Theory, MemberData(nameof(Boundaries))]
    public void A_permissions_boundary_limits(string what, string policies, string resource, string callers)
    {
        var (own, limit) = (policies.Split('|')[0], policies.Split('|')[1]);
        var account = new SmallAccount { OfUser = Null(own), OfRole = Null(own), Limit = limit, OfApi = Null(resource) };
        Agree(what, account, callers == "both" ? Everyone : callers.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_session_that_the_resource_policy_names_is_not_limited_by_its_roles_boundary()
    {
        var account = new SmallAccount { Limit = Allow("s3:*"), OfApi = AllowTo(Aws(Session)) };

        account.Explain(Session).Decision.ShouldBe(AccessDecision.Allowed);
        account.Explain(Session.Replace("jane", "joe", StringComparison.Ordinal)).Decision.ShouldBe(AccessDecision.Denied);
        account.Explain(Role).Decision.ShouldBe(AccessDecision.Denied);
        account.Callers().Arns.ShouldBe([Session], "the session is let in, and not its role");
    }

    public static TheoryData<string, string, string?, AccessDecision> AcrossAccounts => new()
    {
        // what, policy of their role, resource policy
        { "both allow", Allow(), AllowTo(Aws(OtherRole)), AccessDecision.Allowed },
        { "both allow, the account as a whole", Allow(), AllowTo(Aws(OtherId)), AccessDecision.Allowed },
        { "both allow, everybody", Allow(), AllowTo("'*'"), AccessDecision.Allowed },
        { "the resource policy alone", "", AllowTo(Aws(OtherRole)), AccessDecision.Denied },
        { "the identity policy alone", Allow(), AllowTo(Aws(Role)), AccessDecision.Denied },
        { "no resource policy", Allow(), null, AccessDecision.Denied },
        { "their Deny", Allow() + "," + Deny(), AllowTo(Aws(OtherRole)), AccessDecision.Denied },
        { "our Deny", Allow(), AllowTo(Aws(OtherRole)) + "," + DenyTo(Aws(OtherId)), AccessDecision.Denied },
        { "another route", Allow(resource: $"{Api}/prod/POST/*"), AllowTo(Aws(OtherRole)), AccessDecision.Denied },
    };

    [Theory, MemberData(nameof(AcrossAccounts))]
    public void Across_accounts_both_must_allow(string what, string theirs, string? resource, AccessDecision decision) =>
        new SmallAccount { OfOtherRole = Null(theirs), OfApi = resource }.Explain(OtherRole).Decision.ShouldBe(decision, what);

    [Fact]
    public void The_root_user_needs_no_policy_and_obeys_the_resource_policys_Deny()
    {
        new SmallAccount().Explain(Root).Decision.ShouldBe(AccessDecision.Allowed);
        new SmallAccount { OfApi = AllowTo(Aws(OtherRole)) }.Explain(Root).Decision.ShouldBe(AccessDecision.Allowed);
        new SmallAccount { OfApi = DenyTo(Aws(Root)) }.Explain(Root).Decision.ShouldBe(AccessDecision.Denied);
        new SmallAccount { OfApi = DenyTo("'*'") }.Explain(Root).Decision.ShouldBe(AccessDecision.Denied);
    }

    [Fact]
    public void Who_is_not_there_may_nothing() => new SmallAccount { OfApi = AllowTo("'*'") }.Explain(
        $"arn:aws:iam::{Id}:role/typo").ShouldSatisfyAllConditions(
        told => told.Decision.ShouldBe(AccessDecision.Denied),
        told => told.Because.ShouldContain("'arn:aws:iam::111122223333:role/typo'"));

    [Fact]
    public void Where_the_account_is_named_and_no_identity_policy_allows_two_documents_differ()
    {
        var account = new SmallAccount { OfApi = AllowTo(Aws(Id)) };

        account.Explain(User).Decision.ShouldBe(AccessDecision.Conditional);
        account.Callers()
            .ShouldSatisfyAllConditions(callers => callers.Arns.ShouldBeEmpty(), callers => callers.Possible.ShouldBe([Role, User]));
    }

    private static string? Null(string text) => text.Length == 0 ? null : text;

    // One identity, one answer: what is told of one request, and who is listed for the route.
    private static void Agree(string what, SmallAccount account, IReadOnlyCollection<string> callers)
    {
        var listed = account.Callers();
        foreach (var principal in Everyone)
        {
            account.Explain(principal).Decision.ShouldBe(
                callers.Contains(principal) ? AccessDecision.Allowed
                    : listed.Possible.Contains(principal) ? AccessDecision.Conditional
                    : AccessDecision.Denied,
                $"{what}: {principal}");
        }

        listed.Arns.ShouldBe([.. callers.Order(StringComparer.Ordinal)], what);
    }
}
