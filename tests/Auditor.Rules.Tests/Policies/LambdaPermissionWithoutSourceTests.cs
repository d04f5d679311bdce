using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Policies;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Policies;

public sealed class LambdaPermissionWithoutSourceTests : RuleTests<LambdaPermissionWithoutSource>
{
    private const string Arn = "arn:aws:lambda:eu-west-1:111122223333:function:orders";
    private const string Gateway = """{"Service":"apigateway.amazonaws.com"}""";
    private const string Open = """{"Sid":"gateway","Effect":"Allow","Principal":{"Service":"apigateway.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"*"}""";

    public static TheoryData<string, string> Flagged => new()
    {
        { "no condition", Open },
        { "everyone may", Open.Replace("""{"Service":"apigateway.amazonaws.com"}""", "\"*\"", StringComparison.Ordinal) },
        {
            "several services",
            Open.Replace("\"apigateway.amazonaws.com\"", """["s3.amazonaws.com","apigateway.amazonaws.com"]""", StringComparison.Ordinal)
        },
        { "actions by pattern", Open.Replace("lambda:InvokeFunction", "Lambda:Invoke*", StringComparison.Ordinal) },
        { "a source that names nobody", If("""{"ArnLike":{"AWS:SourceArn":"arn:aws:execute-api:*:*:*/*/*/*"}}""") },
        { "a source that is everything", If("""{"ArnLike":{"AWS:SourceArn":"*"}}""") },
        { "a source if there is one", If("""{"StringEqualsIfExists":{"AWS:SourceAccount":"111122223333"}}""") },
        { "not from one account", If("""{"StringNotEquals":{"AWS:SourceAccount":"444455556666"}}""") },
        { "another condition", If("""{"Bool":{"aws:SecureTransport":"true"}}""") },
    };

    public static TheoryData<string, string> Clean => new()
    {
        { "the source API", If("""{"ArnLike":{"AWS:SourceArn":"arn:aws:execute-api:eu-west-1:111122223333:a1b2c3/*/GET/orders"}}""") },
        { "any API of one's own account", If("""{"ArnLike":{"aws:sourcearn":"arn:aws:execute-api:*:111122223333:*"}}""") },
        { "the source account", If("""{"StringEquals":{"AWS:SourceAccount":"111122223333"}}""") },
        { "another service", Open.Replace("apigateway", "s3", StringComparison.Ordinal) },
        {
            "an account",
            Open.Replace(
                """{"Service":"apigateway.amazonaws.com"}""", """{"AWS":"arn:aws:iam::111122223333:root"}""", StringComparison.Ordinal)
        },
        { "another action", Open.Replace("lambda:InvokeFunction", "lambda:InvokeFunctionUrl", StringComparison.Ordinal) },
        { "only through the function's own address", If("""{"Bool":{"lambda:InvokedViaFunctionUrl":"true"}}""") },
        { "a Deny", Open.Replace("Allow", "Deny", StringComparison.Ordinal) },
        { "a token that only Alexa sends", If("""{"StringEquals":{"lambda:EventSourceToken":"amzn1.ask.skill.1"}}""") },
        {
            "the source account among conditions that hold",
            If("""{"Bool":{"aws:SecureTransport":"true"},"StringEquals":{"AWS:SourceAccount":"111122223333"}}""")
        },
        {
            "an API by its id, whose account may be any", If("""{"ArnLike":{"AWS:SourceArn":"arn:aws:execute-api:eu-west-1:*:a1b2c3/*"}}""")
        },
        { "one's own organization", If("""{"StringEquals":{"aws:SourceOrgID":"o-a1b2c3d4e5"}}""") },
    };

    public static TheoryData<string, string> TakenBack => new()
    {
        { "every call", Deny("""{"Service":"apigateway.amazonaws.com"}""", "{}") },
        { "calls of everyone for other accounts", Deny("\"*\"", """{"StringNotEquals":{"aws:SourceAccount":"111122223333"}}""") },
        {
            "calls for APIs of other accounts", Deny("\"*\"", """{"ArnNotLike":{"aws:SourceArn":"arn:aws:execute-api:*:111122223333:*"}}""")
        },
        {
            "calls of all but S3",
            """{"Sid":"no","Effect":"Deny","NotPrincipal":{"Service":"s3.amazonaws.com"},"Action":"lambda:*","Resource":"*"}"""
        },
    };

    public static TheoryData<string, string> NotTakenBack => new()
    {
        { "calls for one's own account", Deny("\"*\"", """{"StringEquals":{"aws:SourceAccount":"111122223333"}}""") },
        { "calls for one stranger", Deny("\"*\"", """{"StringEquals":{"aws:SourceAccount":"444455556666"}}""") },
        { "calls of S3", Deny("""{"Service":"s3.amazonaws.com"}""", "{}") },
        { "calls without TLS", Deny("\"*\"", """{"Bool":{"aws:SecureTransport":"false"}}""") },
        {
            "calls of all but API Gateway",
            """{"Sid":"no","Effect":"Deny","NotPrincipal":{"Service":"apigateway.amazonaws.com"},"Action":"lambda:*","Resource":"*"}"""
        },
        { "another action", Deny("\"*\"", "{}").Replace("lambda:InvokeFunction", "lambda:InvokeFunctionUrl", StringComparison.Ordinal) },
    };

    [Theory]
    [MemberData(nameof(Flagged))]
    public void Flags_a_function_that_any_api_may_call(string what, string statement) =>
        Check(With(statement)).ShouldFlag($"'{Arn}'", "any API of any account").Severity.ShouldBe(Severity.High, what);

    // IAM user guide, "AWS JSON policy elements: Principal"; Lambda developer guide, "Using resource-based policies in Lambda".
    public static TheoryData<string, string> Anyone => new()
    {
        { "everyone", Open.Replace(Gateway, "\"*\"", StringComparison.Ordinal) },
        { "every AWS principal", Open.Replace(Gateway, """{"AWS":"*"}""", StringComparison.Ordinal) },
        {
            "every AWS principal, over TLS",
            If("""{"Bool":{"aws:SecureTransport":"true"}}""").Replace(Gateway, """{"AWS":["*"]}""", StringComparison.Ordinal)
        },
        {
            "all but one account",
            Open.Replace("\"Principal\":" + Gateway, "\"NotPrincipal\":{\"AWS\":\"444455556666\"}", StringComparison.Ordinal)
        },
        {
            "from wherever",
            If("""{"IpAddress":{"aws:SourceIp":"0.0.0.0/0"}}""").Replace(Gateway, """{"AWS":"*"}""", StringComparison.Ordinal)
        },
    };

    [Theory, MemberData(nameof(Anyone))]
    public void Flags_a_function_that_anyone_with_an_AWS_account_may_call(string whom, string statement) =>
        Check(With(statement)).ShouldFlag($"'{Arn}'", "anyone with an AWS account", "directly").Severity.ShouldBe(Severity.High, whom);

    public static TheoryData<string, string> SomePrincipals => new()
    {
        {
            "the own organization",
            If("""{"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}""").Replace(Gateway, """{"AWS":"*"}""", StringComparison.Ordinal)
        },
        {
            "the own account",
            If("""{"StringEquals":{"aws:PrincipalAccount":"111122223333"}}""").Replace(Gateway, """{"AWS":"*"}""", StringComparison.Ordinal)
        },
        {
            "from the office",
            If("""{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}""").Replace(Gateway, """{"AWS":"*"}""", StringComparison.Ordinal)
        },
        {
            "through the function's own address",
            If("""{"Bool":{"lambda:InvokedViaFunctionUrl":"true"}}""").Replace(Gateway, """{"AWS":"*"}""", StringComparison.Ordinal)
        },
    };

    [Theory, MemberData(nameof(SomePrincipals))]
    public void A_condition_on_the_caller_narrows_it(string whom, string statement) => Check(With(statement)).ShouldBeClean(whom);

    [Theory]
    [InlineData("""{"StringEquals":{"AWS:SourceAccount":"444455556666"}}""")]
    [InlineData("""{"ArnLike":{"AWS:SourceArn":"arn:aws:execute-api:eu-west-1:444455556666:a1b2c3/*/GET/orders"}}""")]
    public void Somebody_elses_account_is_named(string condition) =>
        Check(With(If(condition))).ShouldFlag("'444455556666'", "which was not read").Severity.ShouldBe(Severity.Medium);

    // One statement is mended once, whomever it names.
    [Fact]
    public void Two_accounts_of_one_statement_are_one_finding_that_names_both()
    {
        var finding = Check(With(If("""{"StringEquals":{"AWS:SourceAccount":["444455556666","777788889999"]}}"""))).ShouldHaveSingleItem();

        finding.Message.ShouldContain("for APIs of accounts '444455556666' and '777788889999', which were not read");
        finding.Named.ShouldHaveSingleItem().Names.ShouldBe(["444455556666", "777788889999"]);
    }

    [Fact]
    public void Statements_without_a_Sid_are_told_apart() =>
        Check(Of(ExamplePolicy.Of(
            Open.Replace("\"Sid\":\"gateway\",", "", StringComparison.Ordinal),
            Open.Replace("\"Sid\":\"gateway\",", "", StringComparison.Ordinal))))
            .Select(finding => finding.Fingerprint).Distinct(StringComparer.Ordinal).Count().ShouldBe(2);

    [Fact]
    public void An_account_that_was_read_is_ones_own()
    {
        var estate = With(If("""{"StringEquals":{"AWS:SourceAccount":"444455556666"}}"""));
        Check(estate with { Accounts = estate.Accounts.Add(new() { Id = "444455556666" }) }).ShouldBeClean();
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, string statement) => Check(With(statement)).ShouldBeClean(change);

    [Theory]
    [MemberData(nameof(TakenBack))]
    public void A_Deny_takes_it_back(string what, string deny) => Check(Of(ExamplePolicy.Of(Open, deny))).ShouldBeClean(what);

    [Theory]
    [MemberData(nameof(NotTakenBack))]
    public void A_Deny_of_something_else_takes_nothing_back(string what, string deny) =>
        Check(Of(ExamplePolicy.Of(Open, deny))).ShouldFlag($"'{Arn}'", "'gateway'").Rule.Name.ShouldNotBeNull(what);

    [Fact]
    public void What_is_shown_is_what_the_policy_says() =>
        Check(With(If("""{"Bool":{"aws:SecureTransport":"true"}}"""))).ShouldFlag($"'{Arn}'").Evidence
            .Select(evidence => $"{evidence}")
                .ShouldBe([.. new[] { "apigateway.amazonaws.com", "Bool aws:SecureTransport true" }.Select((text, index) => $"{new Core.Exposure.Evidence(index == 0 ? "principal" : "conditions", text)}")]);

    [Fact]
    public void Says_so_when_the_policy_asks_what_it_does_not_know() =>
        Check(With(If("""{"StringResembles":{"aws:SourceAccount":"111122223333"}}""")))
            .ShouldHaveSingleItem().Unknown?.Because.ShouldContain("depends on");

    [Fact]
    public void No_policy_is_clean() => Check(Of((string?)null)).ShouldBeClean();

    [Fact]
    public void Says_so_when_the_policy_could_not_be_read() => Check(Of(Example.Denied)).ShouldBeInconclusive(Example.Denied.Because);

    [Fact]
    public void Says_so_when_the_policy_is_no_policy() =>
        Check(Of("{")).ShouldHaveSingleItem().Outcome.ShouldBe(Core.Findings.Outcome.Inconclusive);

    private static string If(string condition) => $$"""{{Open[..^1]}},"Condition":{{condition}}}""";

    private static string Deny(string principal, string condition) =>
        $$"""{"Sid":"no","Effect":"Deny","Principal":{{principal}},"Action":"lambda:InvokeFunction","Resource":"*","Condition":{{condition}}}""";

    private static Estate With(string statement) => Of(ExamplePolicy.Of(statement));

    private static Estate Of(Fact<string?> policy) =>
        SmallEstate.Rest().WithScope(scope => scope with { Functions = [new() { Arn = Arn, Policy = policy }] });
}
