using Auditor.Core.Exposure;
using static Auditor.Core.Tests.Identity.SmallAccount;

namespace Auditor.Core.Tests.Identity;

/// <summary>
/// What a judge of requests has to be right about, entry by entry: each with what is let in, and the same with one change that is not.
/// </summary>
/// <remarks>
/// IAM user guide: "How AWS enforcement code logic evaluates requests to allow or deny access" (its steps: explicit Deny, Organizations
/// policies, resource-based policies, identity-based policies, permissions boundary), "Cross-account policy evaluation logic", "IAM JSON
/// policy elements: NotAction", "NotResource", "NotPrincipal", "Resource", "Condition operators", "Multivalued context keys", "Variables
/// and tags", "Principal" (unique ids of deleted principals).
/// </remarks>
public sealed class EveryEntry
{
    private const string AnyId = "arn:aws:execute-api:eu-west-1:111122223333";

    private static readonly string Narrow = Allow("s3:*");

    // Entry, change, policy of user and role, boundary of both, resource policy; who asks; whether the request gets through ('p': perhaps).
    public static TheoryData<string, string, (string Own, string? Limit, string? Api), string, char> Entries => new()
    {
        { "same account", "an identity policy alone", (Allow(), null, null), Role, 'y' },
        { "same account", "a resource policy alone", ("", null, AllowTo("'*'")), Role, 'y' },
        { "same account", "none", ("", null, null), Role, 'n' },
        { "cross account", "both", (Allow(), null, AllowTo(Aws(OtherRole))), OtherRole, 'y' },
        { "cross account", "the identity policy alone", (Allow(), null, null), OtherRole, 'n' },
        { "cross account", "the resource policy alone", ("", null, AllowTo(Aws(OtherRole))), OtherRole, 'n' },
        { "explicit Deny", "of the identity, beside a resource policy that allows", (Deny(), null, AllowTo("'*'")), User, 'n' },
        { "explicit Deny", "of the resource policy, beside an identity policy that allows", (Allow(), null, DenyTo("'*'")), User, 'n' },
        { "explicit Deny", "of another action", (Deny("s3:*"), null, AllowTo("'*'")), User, 'y' },
        { "resource policy naming a role", "it", ("", null, AllowTo(Aws(Role))), Role, 'y' },
        { "resource policy naming a role", "its session", ("", null, AllowTo(Aws(Role))), Session, 'y' },
        { "resource policy naming a role", "another", ("", null, AllowTo(Aws(OtherRole))), Role, 'n' },
        { "resource policy naming a user", "it", ("", null, AllowTo(Aws(User))), User, 'y' },
        { "resource policy naming a user", "a role", ("", null, AllowTo(Aws(User))), Role, 'n' },
        {
            "resource policy naming a user", "its ARN without the path names nobody",
            ("", null, AllowTo(Aws($"arn:aws:iam::{Id}:user/jane"))), User, 'n'
        },
        { "resource policy naming a session", "it", ("", null, AllowTo(Aws(Session))), Session, 'y' },
        {
            "resource policy naming a session", "another of the role", ("", null, AllowTo(Aws(Session))),
            Session.Replace("jane", "joe", StringComparison.Ordinal), 'n'
        },
        { "resource policy naming an account", "and an identity policy", (Allow(), null, AllowTo(Aws(Id))), User, 'y' },
        { "resource policy naming an account", "alone: two documents differ", ("", null, AllowTo(Aws(Root))), User, 'p' },
        { "resource policy naming an account", "another", ("", null, AllowTo(Aws(OtherId))), User, 'n' },
        { "resource policy naming *", "a string", ("", null, AllowTo("'*'")), User, 'y' },
        { "resource policy naming *", "every AWS principal", ("", null, AllowTo("{'AWS':'*'}")), User, 'y' },
        { "resource policy naming *", "a service", ("", null, AllowTo("{'Service':'lambda.amazonaws.com'}")), User, 'n' },
        { "resource policy naming a unique id", "the role's", ("", null, AllowTo(Aws("AROAEXAMPLE"))), Role, 'y' },
        { "resource policy naming a unique id", "its session", ("", null, AllowTo(Aws("AROAEXAMPLE"))), Session, 'y' },
        { "resource policy naming a unique id", "of one that is gone", ("", null, AllowTo(Aws("AROAGONE"))), Role, 'n' },
        { "resource policy naming a unique id", "a Deny of one that is gone", (Allow(), null, DenyTo(Aws("AIDAGONE"))), User, 'y' },
        { "resource policy naming a unique id", "a Deny of the role's", (Allow(), null, DenyTo(Aws("AROAEXAMPLE"))), Role, 'n' },
        { "boundary", "none", (Allow(), null, null), Role, 'y' },
        { "boundary", "within", (Allow(), Allow("execute-api:*"), null), Role, 'y' },
        { "boundary", "beyond", (Allow(), Narrow, null), Role, 'n' },
        { "boundary", "a Deny in it", (Allow(), Allow("*") + "," + Deny(), null), User, 'n' },
        { "boundary", "of a role that is named", ("", Narrow, AllowTo(Aws(Role))), Role, 'n' },
        { "boundary", "of a role that is named by its id", ("", Narrow, AllowTo(Aws("AROAEXAMPLE"))), Role, 'n' },
        { "boundary", "of a user who is named", ("", Narrow, AllowTo(Aws(User))), User, 'y' },
        { "boundary", "of the role whose session is named", ("", Narrow, AllowTo(Aws(Session))), Session, 'y' },
        { "NotAction", "an Allow of all but another service", (NotAction("s3:*"), null, null), Role, 'y' },
        { "NotAction", "an Allow of all but this service", (NotAction("Execute-API:*"), null, null), Role, 'n' },
        { "NotAction", "a Deny of all but another service", (Allow() + "," + Denied(NotAction("s3:*")), null, null), Role, 'n' },
        { "NotAction", "a Deny of all but this one", (Allow() + "," + Denied(NotAction("execute-api:Invoke")), null, null), Role, 'y' },
        { "NotResource", "an Allow of all but another API", (NotResource($"{AnyId}:zzzzzzzzzz/*"), null, null), Role, 'y' },
        { "NotResource", "an Allow of all but this API", (NotResource($"{Api}/*"), null, null), Role, 'n' },
        { "NotResource", "a Deny of all but this API", (Allow() + "," + Denied(NotResource($"{Api}/*")), null, null), Role, 'y' },
        {
            "NotResource", "a Deny of all but another route of it", (Allow() + "," + Denied(NotResource($"{Api}/prod/POST/*")), null, null),
            Role, 'n'
        },
        { "NotPrincipal", "an Allow of all but another account", ("", null, AllowTo("Not" + Aws(OtherId))), User, 'y' },
        { "NotPrincipal", "an Allow of all but the user", ("", null, AllowTo("Not" + Aws(User))), User, 'n' },
        { "NotPrincipal", "a Deny of all but the user and the account", (Allow(), null, DenyTo("Not" + Aws(User, Id))), User, 'y' },
        { "NotPrincipal", "the same, of whoever has a boundary", (Allow(), Allow("*"), DenyTo("Not" + Aws(User, Id))), User, 'n' },
        { "NotPrincipal", "a Deny of all but another user", (Allow(), null, DenyTo("Not" + Aws(User, Id))), Role, 'n' },
        {
            "IfExists", "a key that is not there", (Allow(condition: "'StringEqualsIfExists':{'aws:SourceVpce':'vpce-1'}"), null, null),
            Role, 'y'
        },
        { "IfExists", "the same without it", (Allow(condition: "'StringEquals':{'aws:SourceVpce':'vpce-1'}"), null, null), Role, 'n' },
        {
            "IfExists", "a key that is there and differs",
            (Allow(condition: "'StringEqualsIfExists':{'aws:PrincipalAccount':'444455556666'}"), null, null), Role, 'n'
        },
        {
            "IfExists", "a Deny of what is not there",
            (Allow() + "," + Deny(condition: "'StringNotEqualsIfExists':{'aws:SourceVpce':'vpce-1'}"), null, null), Role, 'n'
        },
        {
            "ForAllValues", "of a key that is not there",
            (Allow(condition: "'ForAllValues:StringEquals':{'aws:CalledVia':'x'}"), null, null), Role, 'y'
        },
        {
            "ForAllValues", "of a key with another value",
            (Allow(condition: "'ForAllValues:StringEquals':{'aws:PrincipalAccount':'444455556666'}"), null, null), Role, 'n'
        },
        {
            "ForAnyValue", "of a key that is not there", (Allow(condition: "'ForAnyValue:StringEquals':{'aws:CalledVia':'x'}"), null, null),
            Role, 'n'
        },
        {
            "ForAnyValue", "of a key with one of the values",
            (Allow(condition: $"'ForAnyValue:StringEquals':{{'aws:PrincipalAccount':['{Id}','x']}}"), null, null), Role, 'y'
        },
        {
            "ForAnyValue", "a Deny unless one value is right, of a key that is not there",
            (Allow() + "," + Deny(condition: "'ForAnyValue:StringNotLike':{'aws:CalledVia':'x'}"), null, null), Role, 'y'
        },
        { "Null", "true, and the key is not there", (Allow(condition: "'Null':{'aws:username':'true'}"), null, null), Role, 'y' },
        { "Null", "true, and the key is there", (Allow(condition: "'Null':{'aws:username':'true'}"), null, null), User, 'n' },
        { "Null", "false, and the key is there", (Allow(condition: "'Null':{'aws:username':'false'}"), null, null), User, 'y' },
        { "policy variables", "the user's name", (Allow(resource: $"{Api}/prod/GET/${{aws:username}}"), null, null), User, 'n' },
        {
            "policy variables", "the account's number", (Allow(resource: "arn:aws:execute-api:*:${aws:PrincipalAccount}:*"), null, null),
            User, 'y'
        },
        {
            "policy variables", "with what stands in for it",
            (Allow(resource: $"{Api}/prod/GET/${{aws:username, \\u0027orders\\u0027}}"), null, null), Role, 'y'
        },
        {
            "policy variables", "of a key that is not there", (Allow(resource: $"{Api}/prod/GET/${{aws:username}}*"), null, null), Role, 'n'
        },
        {
            "policy variables", "in a condition",
            (Allow(condition: "'StringEquals':{'aws:ResourceAccount':'${aws:PrincipalAccount}'}"), null, null), Role, 'y'
        },
        { "policy variables", "${*} is an asterisk", (Allow(resource: $"{Api}/prod/GET/${{*}}"), null, null), Role, 'n' },
        { "* at the end of an ARN", "reaches over slashes", (Allow(resource: $"{Api}/*"), null, null), Role, 'y' },
        { "* at the end of an ARN", "of another stage", (Allow(resource: $"{Api}/test/*"), null, null), Role, 'n' },
        {
            "* at the end of an ARN", "in the middle reaches over slashes as well", (Allow(resource: $"{Api}/*/orders"), null, null), Role,
            'y'
        },
        {
            "* at the end of an ARN", "at the end of a part it reaches over the colon",
            (Allow(resource: "arn:aws:execute-api:eu-*:a1b2c3d4e5/prod/GET/orders"), null, null), Role, 'y'
        },
        {
            "* at the end of an ARN", "the same of another Region",
            (Allow(resource: "arn:aws:execute-api:us-*:a1b2c3d4e5/prod/GET/orders"), null, null), Role, 'n'
        },
        { "ARNs of five fields", "that end with *", (Allow(resource: "arn:aws:execute-api:eu-west-1:*"), null, null), Role, 'y' },
        {
            "ARNs of five fields", "without anything behind the account",
            (Allow(resource: "arn:aws:execute-api:eu-west-1:111122223333"), null, null), Role, 'y'
        },
        {
            "ARNs of five fields", "of another account", (Allow(resource: "arn:aws:execute-api:eu-west-1:444455556666"), null, null), Role,
            'n'
        },
        { "ARNs of five fields", "of another Region", (Allow(resource: "arn:aws:execute-api:us-east-1:*"), null, null), Role, 'n' },
        { "ARNs of five fields", "three are enough", (Allow(resource: "arn:aws:execute-api"), null, null), Role, 'y' },
    };

    [Theory, MemberData(nameof(Entries))]
    public void Is_judged(string entry, string change, (string Own, string? Limit, string? Api) policies, string principal, char verdict)
    {
        var own = policies.Own.Length == 0 ? null : policies.Own;
        var account = new SmallAccount { OfUser = own, OfRole = own, OfOtherRole = own, Limit = policies.Limit, OfApi = policies.Api };

        account.Explain(principal).Decision.ShouldBe(
            verdict switch { 'y' => AccessDecision.Allowed, 'p' => AccessDecision.Conditional, _ => AccessDecision.Denied },
            $"{entry}: {change}");
        if (principal is User or Role)
        {
            var listed = account.Callers();
            (listed.Arns.Contains(principal) ? 'y' : listed.Possible.Contains(principal) ? 'p' : 'n')
                .ShouldBe(verdict, $"{entry}: {change}");
        }
    }

    [Fact]
    public void Has_both_answers_for_every_entry() =>
        Entries.Select(row => (Entry: (string)row[0], Verdict: (char)row[4])).GroupBy(row => row.Entry, StringComparer.Ordinal)
        .ShouldAllBe(entry => entry.Any(row => row.Verdict == 'y') && entry.Any(row => row.Verdict == 'n'));

    private static string NotAction(string action) => Allow(action).Replace("'Action'", "'NotAction'", StringComparison.Ordinal);

    private static string NotResource(string resource) =>
        Allow("*", resource).Replace("'Resource'", "'NotResource'", StringComparison.Ordinal);

    private static string Denied(string statement) => statement.Replace("'Allow'", "'Deny'", StringComparison.Ordinal);
}
