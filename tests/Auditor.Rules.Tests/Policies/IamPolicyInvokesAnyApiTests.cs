using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Policies;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;
using static Auditor.Rules.Tests.Policies.ExampleIdentity;

namespace Auditor.Rules.Tests.Policies;

public sealed class IamPolicyInvokesAnyApiTests : RuleTests<IamPolicyInvokesAnyApi>
{
    private const string Api = "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3";

    public static TheoryData<string, string> Wide => new()
    {
        { "everything", Allow("*", "*") },
        { "every action of the service", Allow("execute-api:*", "*") },
        { "a pattern in other case", Allow("Execute-Api:In*", "*") },
        { "all APIs of a Region", Allow("execute-api:Invoke", "arn:aws:execute-api:eu-west-1:111122223333:*") },
        { "all APIs, stages, verbs and paths", Allow("execute-api:Invoke", "arn:aws:execute-api:*:*:*/*/*/*") },
        { "production of all APIs", Allow("execute-api:Invoke", "arn:aws:execute-api:*:*:*/prod/*") },
        { "an ARN that ends early", Allow("execute-api:Invoke", "arn:aws:execute-api:*") },
        {
            "several actions and resources",
            """{"Sid":"Wide","Effect":"Allow","Action":["s3:GetObject","execute-api:Invoke"],"Resource":["arn:aws:s3:::b/*","*"]}"""
        },
        { "everything but IAM", """{"Sid":"Wide","Effect":"Allow","NotAction":"iam:*","Resource":"*"}""" },
        { "everything but one API", $$"""{"Sid":"Wide","Effect":"Allow","Action":"execute-api:Invoke","NotResource":"{{Api}}/*"}""" },
        { "from every address", Allow("execute-api:Invoke", "*", ""","Condition":{"IpAddress":{"aws:SourceIp":["0.0.0.0/0","::/0"]}}""") },
        {
            "from both halves of the internet",
            Allow("execute-api:Invoke", "*", ""","Condition":{"IpAddress":{"aws:SourceIp":["0.0.0.0/1","128.0.0.0/1"]}}""")
        },
        {
            "by the own account",
            Allow("execute-api:Invoke", "*", ""","Condition":{"StringEquals":{"aws:PrincipalAccount":"111122223333"}}""")
        },
        {
            "since 2020",
            Allow("execute-api:Invoke", "*", ""","Condition":{"DateGreaterThan":{"aws:CurrentTime":"2020-01-01T00:00:00Z"}}""")
        },
        { "by whatever agent", Allow("execute-api:Invoke", "*", ""","Condition":{"StringLike":{"aws:UserAgent":"*"}}""") },
        {
            "though old sessions were revoked",
            Allow("execute-api:Invoke", "*")
                + """,{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:TokenIssueTime":"2021-01-01T00:00:00Z"}}}"""
        },
        {
            "though other Regions are denied",
            Allow("execute-api:Invoke", "*")
                + """,{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":"eu-west-1"}}}"""
        },
        {
            "though what has a tag is denied",
            Allow("execute-api:Invoke", "*")
                + """,{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:ResourceTag/env":"prod"}}}"""
        },
        {
            "on a condition that always holds", Allow("execute-api:Invoke", "*", ""","Condition":{"Bool":{"aws:SecureTransport":"true"}}""")
        },
    };

    public static TheoryData<string, string> Clean => new()
    {
        { "one API", Allow("execute-api:Invoke", $"{Api}/*") },
        { "one method", Allow("execute-api:Invoke", $"{Api}/prod/GET/orders") },
        { "one path of every API", Allow("execute-api:Invoke", "arn:aws:execute-api:*:*:*/*/GET/health") },
        { "from the office", Allow("execute-api:Invoke", "*", ""","Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}""") },
        { "a Deny", Allow("execute-api:Invoke", "*").Replace("Allow", "Deny", StringComparison.Ordinal) },
        { "another service's APIs", Allow("apigateway:*", "*") },
        { "of APIs with one tag", Allow("execute-api:Invoke", "*", ""","Condition":{"StringEquals":{"aws:ResourceTag/team":"orders"}}""") },
        { "with a second factor", Allow("execute-api:Invoke", "*", ""","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}""") },
        {
            "until it ended",
            Allow("execute-api:Invoke", "*", ""","Condition":{"DateLessThan":{"aws:CurrentTime":"2020-01-01T00:00:00Z"}}""")
        },
        {
            "from another account",
            Allow("execute-api:Invoke", "*", ""","Condition":{"StringEquals":{"aws:PrincipalAccount":"444455556666"}}""")
        },
        {
            "through one endpoint", Allow("execute-api:Invoke", "*", ""","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-0a1b2c3d"}}""")
        },
        { "everything but the service", """{"Effect":"Allow","NotAction":"execute-api:*","Resource":"*"}""" },
        { "everything but all APIs", """{"Effect":"Allow","Action":"*","NotResource":"arn:aws:execute-api:*"}""" },
        { "resources of another service", Allow("*", "arn:aws:s3:::*") },
    };

    [Theory]
    [MemberData(nameof(Wide))]
    public void Flags_a_policy_that_calls_every_api(string what, string statement)
    {
        var finding = Check(With(statement)).ShouldFlag("Policy 'gateway'", "call every route of every API");
        finding.Severity.ShouldBe(Severity.High, what);
        finding.Evidence.ShouldContain(evidence => evidence.Value == "statement 'Wide'");
        finding.Evidence.ShouldContain(evidence => evidence.Value == Holder);
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, string statement) => Check(With(statement)).ShouldBeClean(change);

    public static TheoryData<string, string, string, Severity> Less => new()
    {
        {
            "connecting", Allow("execute-api:Invoke", "arn:aws:execute-api:*:*:*/*/$connect"), "connect to every WebSocket API",
            Severity.High
        },
        {
            "connections", Allow("execute-api:ManageConnections", "arn:aws:execute-api:*:*:*/*/POST/@connections/*"),
            "write to every client of every WebSocket API", Severity.Medium
        },
        // Use @connections commands in your backend service: POST writes, GET looks, DELETE cuts off.
        {
            "looking at connections", Allow("execute-api:ManageConnections", "arn:aws:execute-api:*:*:*/*/GET/@connections/*"),
            "look at every client of every WebSocket API", Severity.Low
        },
        {
            "cutting connections off", Allow("execute-api:ManageConnections", "arn:aws:execute-api:*:*:*/*/DELETE/@connections/*"),
            "cut off every client of every WebSocket API: one stolen credential cuts all of them off", Severity.Medium
        },
        {
            "whatever about connections", Allow("execute-api:ManageConnections", "*"),
            "write to, cut off and look at every client of every WebSocket API", Severity.Medium
        },
        { "caches", Allow("execute-api:InvalidateCache", "*"), "every cached answer", Severity.Low },
        {
            "one verb", Allow("execute-api:Invoke", "arn:aws:execute-api:*:*:*/*/GET/*"), "call every route for GET of every API",
            Severity.High
        },
        { "one stage", Allow("execute-api:Invoke", "arn:aws:execute-api:*:*:*/prod/*"), "on stage 'prod'", Severity.High },
        { "one Region", Allow("execute-api:Invoke", "arn:aws:execute-api:us-east-1:*:*"), "in us-east-1", Severity.High },
        {
            "apart from who has no second factor",
            Allow("execute-api:Invoke", "*")
                + """,{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}}}""",
            "aws:MultiFactorAuthPresent", Severity.Medium
        },
    };

    // Permissions boundaries for IAM entities: a boundary takes away, and grants nothing.
    [Fact]
    public void The_boundary_of_somebody_grants_nobody_anything()
    {
        var policy = Policy(ExamplePolicy.Of([Allow("execute-api:Invoke", "*")])) with { AttachedTo = [] };
        Estate Bounding(string? boundary) => With(policy).WithAccount(account => account with
        {
            Principals = ImmutableArray.Create(
                new Principal { Arn = Holder, Type = PrincipalType.Role, PermissionsBoundaryArn = boundary }),
        });

        Check(Bounding(policy.Arn)).ShouldBeClean();
        Check(Bounding(null)).ShouldFlag("nobody at present").Severity.ShouldBe(Severity.Low);
    }

    [Theory, MemberData(nameof(Less))]
    public void Says_what_is_granted(string what, string statement, string granted, Severity severity) =>
        Check(With(statement)).ShouldFlag(granted).Severity.ShouldBe(severity, what);

    [Fact]
    public void Names_to_whom()
    {
        ImmutableArray<Principal> roles = [.. Enumerable.Range(1, 5).Select(number => new Principal { Arn = $"arn:aws:iam::111122223333:role/r{number}", Type = PrincipalType.Role })];
        var wide = Policy(ExamplePolicy.Of(Allow("*", "*"))) with { AttachedTo = [.. roles.Select(role => role.Arn)] };
        var deny = Policy(ExamplePolicy.Of(Allow("execute-api:*", "*")
            .Replace("Allow", "Deny", StringComparison.Ordinal))) with
        { Arn = "deny", Name = "deny", AttachedTo = [roles[0].Arn] };

        Check(SmallEstate.Rest()
            .WithAccount(account => account with { IdentityPolicies = ImmutableArray.Create(wide, deny), Principals = roles }))
            .ShouldFlag("whoever holds it (role 'r2', role 'r3', role 'r4' and 1 more, whom `auditor exposure --principals` names)");
    }

    [Fact]
    public void An_explicit_deny_takes_it_back() =>
        Check(With(Allow("*", "*"), Allow("execute-api:*", "*").Replace("Allow", "Deny", StringComparison.Ordinal))).ShouldBeClean();

    [Fact]
    public void A_deny_of_one_api_leaves_the_others() =>
        Check(With(Allow("*", "*"), Allow("execute-api:*", $"{Api}/*").Replace("Allow", "Deny", StringComparison.Ordinal)))
            .ShouldFlag("every API");

    [Fact]
    public void What_NotResource_leaves_out_is_named() =>
        Check(With($$"""{"Effect":"Allow","Action":"execute-api:Invoke","NotResource":"{{Api}}/*"}"""))
            .ShouldFlag($"apart from '{Api}/*', which it names as what it is not for");

    [Fact]
    public void A_deny_of_plain_http_denies_nothing() =>
        Check(With(
            Allow("*", "*"),
            Allow("*", "*", ""","Condition":{"Bool":{"aws:SecureTransport":"false"}}""").Replace("Allow", "Deny", StringComparison.Ordinal)))
            .ShouldFlag("every API");

    [Fact]
    public void One_that_nobody_holds_is_low() =>
        Check(With(Policy(ExamplePolicy.Of(Allow("*", "*"))) with { AttachedTo = [] }))
            .ShouldFlag("nobody at present").Severity.ShouldBe(Severity.Low);

    [Fact]
    public void A_boundary_or_a_deny_elsewhere_takes_it_back_from_all_who_hold_it()
    {
        const string Boundary = "arn:aws:iam::111122223333:policy/boundary";
        var member = new Principal
        {
            Arn = "arn:aws:iam::111122223333:user/jane",
            Type = PrincipalType.User,
            Groups = ["arn:aws:iam::111122223333:group/staff"],
        };
        var wide = Policy(ExamplePolicy.Of(Allow("*", "*"))) with { AttachedTo = ["arn:aws:iam::111122223333:group/staff"] };
        var boundary = Policy(ExamplePolicy.Of(Allow("s3:*", "*"))) with { Arn = Boundary, Name = "boundary", AttachedTo = [] };
        var deny = Policy(ExamplePolicy.Of(Allow("execute-api:*", "*")
            .Replace("Allow", "Deny", StringComparison.Ordinal))) with
        { Arn = "deny", Name = "deny", AttachedTo = [member.Arn] };

        Estate Held(Principal principal, params ImmutableArray<IdentityPolicy> policies) =>
            SmallEstate.Rest()
                .WithAccount(account => account with { IdentityPolicies = policies, Principals = ImmutableArray.Create(principal) });

        Check(Held(member, wide, boundary)).ShouldFlag("every API");
        Check(Held(member with { PermissionsBoundaryArn = Boundary }, wide, boundary)).ShouldBeClean("a boundary");
        Check(Held(member, wide, deny)).ShouldBeClean("a Deny in another policy");
        Check(Held(member with { Groups = [] }, wide, deny)).ShouldFlag("every API");
    }

    [Fact]
    public void What_aws_wrote_is_read_where_its_document_came_along()
    {
        Check(With(AwsManaged("Anything", Holder) with { Document = ExamplePolicy.Of(Allow("execute-api:*", "*")) }))
            .ShouldFlag("AWS managed policy 'Anything'").Severity.ShouldBe(Severity.Low);
        Check(With(AwsManaged("ReadOnlyAccess", Holder) with { Document = ExamplePolicy.Of(Allow("apigateway:GET", "*")) }))
            .ShouldBeClean();
    }

    [Fact]
    public void An_inline_policy_names_its_holder() =>
        Check(With(Policy(ExamplePolicy.Of(Allow("*", "*"))) with { Kind = IdentityPolicyKind.Inline }))
            .ShouldFlag("Inline policy 'gateway' of", Holder).Severity.ShouldBe(Severity.High);

    [Theory]
    [InlineData("AdministratorAccess")]
    [InlineData("PowerUserAccess")]
    [InlineData("AmazonAPIGatewayInvokeFullAccess")]
    public void Knows_what_aws_wrote_by_name(string name) =>
        Check(With(AwsManaged(name, Holder))).ShouldFlag(name).Severity.ShouldBe(Severity.Low);

    [Fact]
    public void What_aws_wrote_and_nobody_holds_is_in_every_account() => Check(With(AwsManaged("AdministratorAccess"))).ShouldBeClean();

    [Fact]
    public void Other_policies_of_aws_are_fine() => Check(With(AwsManaged("AmazonAPIGatewayAdministrator", Holder))).ShouldBeClean();

    [Fact]
    public void Says_so_when_the_document_could_not_be_read() =>
        Check(With(Policy("") with { Document = Example.Denied })).ShouldBeInconclusive(Example.Denied.Because);

    [Fact]
    public void Says_so_when_the_policies_could_not_be_listed() =>
        Check(SmallEstate.Rest().WithAccount(account => account with { IdentityPolicies = Example.Denied }))
            .ShouldBeInconclusive(Example.Denied.Because);

    [Fact]
    public void Says_so_when_the_document_is_no_policy() => Check(With(Policy("{"))).Single().Message.ShouldContain("'gateway'");
}
