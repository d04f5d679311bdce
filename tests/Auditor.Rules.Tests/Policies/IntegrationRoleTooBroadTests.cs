using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Policies;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;
using static Auditor.Rules.Tests.Policies.ExampleIdentity;

namespace Auditor.Rules.Tests.Policies;

public sealed class IntegrationRoleTooBroadTests : RuleTests<IntegrationRoleTooBroad>
{
    public static TheoryData<string, string, string> Broad => new()
    {
        { "everything", Allow("*", "*"), "do anything in the account" },
        { "every function", Allow("lambda:InvokeFunction", "*"), "call every Lambda function" },
        {
            "every function of the Region", Allow("lambda:*", "arn:aws:lambda:eu-west-1:111122223333:function:*"),
            "call every Lambda function"
        },
        { "every bucket", Allow("s3:*", "*"), "read every object of every bucket" },
        { "writing every bucket", Allow("s3:Put*", "arn:aws:s3:::*"), "write every object of every bucket" },
        { "every table", Allow("dynamodb:*", "*"), "read every DynamoDB table" },
        { "writing every table", Allow("dynamodb:PutItem", "arn:aws:dynamodb:*:*:table/*"), "write every DynamoDB table" },
        { "whatever it gives itself", Allow("iam:*", "*"), "do anything in the account" },
        { "attaching policies to roles", Allow("iam:AttachRolePolicy", "*"), "do anything in the account" },
        {
            "every function, by version or alias", Allow("lambda:InvokeFunction", "arn:aws:lambda:*:*:function:*:*"),
            "call every Lambda function"
        },
        { "scanning every table", Allow("dynamodb:Scan", "*"), "read every DynamoDB table" },
        { "querying every table", Allow("dynamodb:Query", "arn:aws:dynamodb:*:*:table/*"), "read every DynamoDB table" },
        { "reading tables in batches", Allow("dynamodb:BatchGetItem", "*"), "read every DynamoDB table" },
        { "deleting from every table", Allow("dynamodb:DeleteItem", "*"), "write every DynamoDB table" },
        { "deleting from every bucket", Allow("s3:DeleteObject", "*"), "write every object of every bucket" },
        {
            "old sessions were revoked",
            Allow("s3:GetObject", "*")
                + """,{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:TokenIssueTime":"2021-01-01T00:00:00Z"}}}""",
            "read every object of every bucket"
        },
        { "everything but IAM", """{"Sid":"Wide","Effect":"Allow","NotAction":"iam:*","Resource":"*"}""", "call every Lambda function" },
    };

    public static TheoryData<string, string> Narrow => new()
    {
        { "one function", Allow("lambda:InvokeFunction", "arn:aws:lambda:eu-west-1:111122223333:function:orders") },
        { "functions of one team", Allow("lambda:InvokeFunction", "arn:aws:lambda:*:*:function:orders-*") },
        { "one bucket", Allow("s3:*", "arn:aws:s3:::orders/*") },
        { "one table", Allow("dynamodb:*", "arn:aws:dynamodb:*:*:table/orders") },
        { "one queue", Allow("sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:orders") },
        { "creating users without anything", Allow("iam:CreateUser", "*") },
        { "another account's functions", Allow("lambda:InvokeFunction", "arn:aws:lambda:*:999988887777:function:*") },
        { "another account's tables", Allow("dynamodb:*", "arn:aws:dynamodb:*:999988887777:table/*") },
        { "describing tables", Allow("dynamodb:Describe*", "*") },
        { "listing buckets", Allow("s3:List*", "*") },
        { "writing logs", Allow("logs:*", "*") },
        { "under a condition", Allow("s3:*", "*", ""","Condition":{"StringEquals":{"aws:ResourceTag/api":"orders"}}""") },
        { "a Deny", Allow("*", "*").Replace("Allow", "Deny", StringComparison.Ordinal) },
    };

    [Theory]
    [MemberData(nameof(Broad))]
    public void Flags_a_role_that_reaches_everything(string what, string statement, string can)
    {
        var finding = Check(With(statement)).ShouldFlag("Route 'POST /orders'", $"role '{Holder}'", can);
        finding.Severity.ShouldBe(Severity.High, what);
        finding.Evidence.ShouldContain(evidence => evidence.Value == Holder);
    }

    [Theory]
    [MemberData(nameof(Narrow))]
    public void One_change_makes_it_clean(string change, string statement) => Check(With(statement)).ShouldBeClean(change);

    [Fact]
    public void A_deny_in_another_policy_takes_it_back() =>
        Check(With(
            Policy(ExamplePolicy.Of(Allow("lambda:*", "*"))),
            Policy(ExamplePolicy.Of(Allow("lambda:*", "*").Replace("Allow", "Deny", StringComparison.Ordinal))) with { Arn = "deny" }))
            .ShouldBeClean();

    [Fact]
    public void A_boundary_takes_it_back()
    {
        const string Boundary = "arn:aws:iam::111122223333:policy/boundary";
        var estate = With(
            Policy(ExamplePolicy.Of(Allow("*", "*"))),
            Policy(ExamplePolicy.Of(Allow("sqs:*", "*"))) with { Arn = Boundary, AttachedTo = [] });
        Check(estate).ShouldFlag("do anything");
        Check(estate.WithAccount(
            account => account with { Principals = ImmutableArray.Create(account.Principals.Value[0] with { PermissionsBoundaryArn = Boundary }) }))
            .ShouldBeClean();
    }

    // AWS Organizations user guide: "SCP evaluation"; "Resource control policies (RCPs)", which reach Amazon S3 and not AWS Lambda.
    [Theory]
    [InlineData("s3:*", "s3:*", "", true)]
    [InlineData("s3:*", "lambda:*", "", false)]
    [InlineData("s3:*", "", "s3:*", true)]
    [InlineData("s3:*", "", "sqs:*", false)]
    [InlineData("lambda:*", "lambda:*", "", true)]
    [InlineData("lambda:*", "", "lambda:*", false)]
    [InlineData("dynamodb:*", "", "dynamodb:*", true)]
    public void An_organization_takes_it_back(string allowed, string deniedToUsersAndRoles, string deniedOnResources, bool isTakenBack)
    {
        const string Everything = """{"Effect":"Allow","Action":"*","Resource":"*"}""";
        string Guardrail(string denied) =>
            ExamplePolicy.Of(denied.Length == 0
                ? Everything
                : $$"""{{Everything}},{"Effect":"Deny","Principal":"*","Action":"{{denied}}","Resource":"*"}""");

        var findings = Check(With(Allow(allowed, "*")).WithAccount(account => account with
        {
            Organization = new OrganizationMembership
            {
                OrganizationId = "o-a1b2c3d4e5",
                UsesServiceControlPolicies = true,
                UsesResourceControlPolicies = true,
                Levels =
                [
                    new()
                    {
                        Id = "r-ab12",
                        ServiceControlPolicies = [new() { Id = "p-1", Name = "for users and roles", Document = Guardrail(deniedToUsersAndRoles).Replace("\"Principal\":\"*\",", "", StringComparison.Ordinal) }],
                        ResourceControlPolicies = [new() { Id = "p-2", Name = "for resources", Document = Guardrail(deniedOnResources) }],
                    },
                ],
            },
        }));

        findings.Length.ShouldBe(isTakenBack ? 0 : 1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("arn:aws:iam::*:user/*")]
    [InlineData("arn:aws:iam::111122223333:role/${stageVariables.role}")]
    public void Without_a_role_there_is_nothing_to_say(string? credentials) => Check(With(credentials, Allow("*", "*"))).ShouldBeClean();

    [Fact]
    public void A_role_that_IAM_has_not_got_may_do_nothing() =>
        Check(With("arn:aws:iam::111122223333:role/gone", Allow("*", "*"))).ShouldBeClean();

    // API Gateway developer guide, "API Gateway stage variables reference": AWS integration credentials.
    [Fact]
    public void A_stage_variable_may_name_the_role()
    {
        var estate = With(Holder.Replace("deployer", "${stageVariables.role}", StringComparison.Ordinal), Allow("*", "*"));
        Check(estate.WithStage(stage => stage with { Variables = [new() { Name = "role", Value = "deployer" }] }))
            .ShouldFlag($"role '{Holder}'");
        Check(estate.WithStage(stage => stage with { Variables = [new() { Name = "role", Value = "another" }] })).ShouldBeClean();
        Check(estate.WithStage(stage => stage with { Variables = [new() { Name = "role", Redacted = true }] }))
            .ShouldHaveSingleItem().Unknown.ShouldNotBeNull();
    }

    [Fact]
    public void Says_so_when_the_role_is_in_another_account() =>
        Check(With("arn:aws:iam::444455556666:role/theirs", Allow("*", "*")))
            .ShouldBeInconclusive("Role 'arn:aws:iam::444455556666:role/theirs' is in an account that was not read.");

    [Fact]
    public void Says_so_when_a_policy_could_not_be_read() =>
        Check(With(Policy("") with { Document = Example.Denied }))
            .ShouldBeInconclusive($"Not all policies of '{Holder}' could be read: it holds policy 'gateway', which was not read.");

    [Fact]
    public void Says_so_when_the_policies_could_not_be_listed() =>
        Check(With(Allow("*", "*")).WithAccount(account => account with { IdentityPolicies = Example.Denied }))
            .ShouldBeInconclusive(Example.Denied.Because);

    private static Estate With(string statement) => With(Holder, statement);

    private static Estate With(string? credentials, string statement) => With(credentials, Policy(ExamplePolicy.Of(statement)));

    private static Estate With(params ImmutableArray<IdentityPolicy> policies) => With(Holder, policies);

    private static Estate With(string? credentials, params ImmutableArray<IdentityPolicy> policies) =>
        SmallEstate.Rest(Example.Route("POST /orders") with { Integration = (Integration?)(Queue with { CredentialsArn = credentials }) })
            .WithAccount(account => account with { IdentityPolicies = policies, Principals = ImmutableArray.Create(new Principal { Arn = Holder, Type = PrincipalType.Role }) });

    // Integration (Amazon API Gateway API Reference), credentials: they are those of AWS integrations. What is called by its URL, or by
    // nobody, is called as nobody.
    [Theory]
    [InlineData(IntegrationType.Http)]
    [InlineData(IntegrationType.HttpProxy)]
    [InlineData(IntegrationType.Mock)]
    public void A_role_that_nothing_uses_is_fine(IntegrationType type) =>
        Check(With(Allow("*", "*")).WithIntegration(integration => integration with { Type = type })).ShouldBeClean();

    private static Integration Queue => new()
    {
        Type = IntegrationType.Aws,
        Uri = $"arn:aws:apigateway:{Example.Region}:sqs:path/{Example.Account}/orders",
    };
}
