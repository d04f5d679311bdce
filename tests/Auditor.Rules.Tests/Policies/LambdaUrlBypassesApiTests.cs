using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Policies;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Policies;

public sealed class LambdaUrlBypassesApiTests : RuleTests<LambdaUrlBypassesApi>
{
    private const string Arn = "arn:aws:lambda:eu-west-1:111122223333:function:orders";
    private const string Anyone = """{"Sid":"FunctionURLAllowPublicAccess","Effect":"Allow","Principal":"*","Action":"lambda:InvokeFunctionUrl","Resource":"*","Condition":{"StringEquals":{"lambda:FunctionUrlAuthType":"NONE"}}}""";
    private const string Invokes = """{"Sid":"FunctionURLInvokeAllowPublicAccess","Effect":"Allow","Principal":"*","Action":"lambda:InvokeFunction","Resource":"*","Condition":{"Bool":{"lambda:InvokedViaFunctionUrl":"true"}}}""";
    private const string Deny = """{"Sid":"no","Effect":"Deny","Principal":"*","Action":"lambda:InvokeFunctionUrl","Resource":"*"}""";
    private const string Gateway = """{"Sid":"api","Effect":"Allow","Principal":{"Service":"apigateway.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"*"}""";

    private static readonly Function Open = new() { Arn = Arn, Policy = ExamplePolicy.Of(Gateway, Anyone, Invokes), Urls = Url("NONE") };

    public static TheoryData<string, Function> Clean => new()
    {
        { "no address of its own", Open with { Urls = ImmutableArray<FunctionUrl>.Empty } },
        // Without it the address answers 403, whatever its AuthType says.
        { "the policy lets nobody call the address", Open with { Policy = ExamplePolicy.Of(Gateway) } },
        { "no policy", Open with { Policy = (string?)null } },
        {
            "the policy is for the other kind of address",
            Open with { Policy = ExamplePolicy.Of(Invokes, Anyone.Replace("NONE", "AWS_IAM", StringComparison.Ordinal)) }
        },
        {
            "the policy lets an account call it",
            Open with { Policy = ExamplePolicy.Of(Invokes, Anyone.Replace("\"*\",\"Action\"", """{"AWS":"arn:aws:iam::444455556666:root"},"Action" """, StringComparison.Ordinal)) }
        },
        {
            "the policy lets callers from somewhere call it",
            Open with { Policy = ExamplePolicy.Of(Invokes, AnyoneIf("""{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}""")) }
        },
        { "the policy takes it back", Open with { Policy = ExamplePolicy.Of(Invokes, Anyone, Deny) } },
    };

    [Fact]
    public void Flags_an_address_that_answers_anyone()
    {
        var finding = Check(With(Open))
            .ShouldFlag($"Lambda function '{Arn}' behind API 'orders' also answers anyone under an address of its own");
        finding.Severity.ShouldBe(Severity.High);
        finding.Confidence.ShouldBe(Confidence.High);
    }

    // Lambda developer guide, "Control access to Lambda function URLs".
    public static TheoryData<string, string> DeniedInOtherWords => new()
    {
        {
            "unless the address asks for a signature",
            If("lambda:InvokeFunctionUrl", """{"StringNotEquals":{"lambda:FunctionUrlAuthType":"AWS_IAM"}}""")
        },
        { "addresses that ask for nothing", If("lambda:*", """{"StringEquals":{"lambda:FunctionUrlAuthType":"NONE"}}""") },
        { "calling the function", If("lambda:InvokeFunction", """{"Bool":{"lambda:InvokedViaFunctionUrl":"true"}}""") },
        { "all but the own account", If("lambda:InvokeFunctionUrl", """{"StringNotEquals":{"aws:PrincipalAccount":"111122223333"}}""") },
        { "all but the own organization", If("*", """{"StringNotEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}""") },
        { "all but addresses of the office", If("*", """{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}""") },
    };

    [Theory, MemberData(nameof(DeniedInOtherWords))]
    public void A_Deny_closes_it_in_whatever_words(string what, string deny) =>
        Check(With(Open with { Policy = ExamplePolicy.Of(Anyone, Invokes, deny) })).ShouldBeClean(what);

    [Theory]
    [InlineData("lambda:InvokeFunctionUrl", """{"StringEquals":{"lambda:FunctionUrlAuthType":"AWS_IAM"}}""")]
    [InlineData("lambda:UpdateFunctionCode", "{}")]
    [InlineData("*", """{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}""")]
    [InlineData("*", """{"Bool":{"aws:SecureTransport":"false"}}""")]
    public void A_Deny_of_something_else_leaves_it_open(string action, string condition) =>
        Check(With(Open with { Policy = ExamplePolicy.Of(Anyone, Invokes, If(action, condition)) }))
            .ShouldFlag($"'{Arn}'").Confidence.ShouldBe(Confidence.High);

    [Fact]
    public void With_one_of_the_two_permissions_it_answers_where_it_was_there_before_October_2025() =>
        Check(With(Open with { Policy = ExamplePolicy.Of(Anyone) })).ShouldFlag($"'{Arn}'").Confidence.ShouldBe(Confidence.Low);

    [Fact]
    public void Without_the_address_the_permission_of_the_function_opens_nothing() =>
        Check(With(Open with { Policy = ExamplePolicy.Of(Invokes) })).ShouldBeClean();

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Function function) => Check(With(function)).ShouldBeClean(change);

    [Theory]
    [InlineData("lambda:*")]
    [InlineData("lambda:invokefunctionurl")]
    [InlineData("*")]
    public void Actions_are_patterns_in_any_case(string action) =>
        Check(With(Open with { Policy = ExamplePolicy.Of(Invokes, Anyone.Replace("lambda:InvokeFunctionUrl", action, StringComparison.Ordinal)) }))
            .ShouldFlag($"'{Arn}'");

    // What Lambda's console writes since October 2025.
    [Fact]
    public void The_key_that_says_it_is_an_address_narrows_nothing() =>
        Check(With(Open with { Policy = ExamplePolicy.Of(Invokes, AnyoneIf("""{"Bool":{"lambda:InvokedViaFunctionUrl":"true"}""")) }))
            .ShouldFlag($"'{Arn}'");

    [Fact]
    public void An_address_that_asks_for_credentials_is_low_when_every_principal_will_do()
    {
        var signed = Open with
        {
            Urls = Url("AWS_IAM"),
            Policy = ExamplePolicy.Of(Invokes, Anyone.Replace("NONE", "AWS_IAM", StringComparison.Ordinal)),
        };

        Check(With(signed)).ShouldFlag("answers every AWS principal").Severity.ShouldBe(Severity.Low);
        Check(With(signed with { Policy = ExamplePolicy.Of(Gateway) })).ShouldBeClean();
    }

    // Two entries of one function have the same addresses.
    [Fact]
    public void A_function_that_is_listed_with_an_alias_is_flagged_once()
    {
        var alias = Open with { Qualifier = "live", Policy = ExamplePolicy.Of(Gateway) };

        Check(With(Open, alias)).ShouldFlag($"'{Arn}'");
    }

    [Fact]
    public void The_address_of_an_alias_goes_by_the_policy_of_the_alias()
    {
        ImmutableArray<FunctionUrl> urls = [new() { AuthType = "NONE", Qualifier = "live" }];
        var closed = Open with { Urls = urls, Policy = ExamplePolicy.Of(Gateway) };

        Check(With(closed, closed with { Qualifier = "live", Policy = Open.Policy })).ShouldFlag($"'{Arn}:live'");
        Check(With(closed with { Policy = Open.Policy }, closed with { Qualifier = "live" })).ShouldBeClean();
    }

    [Fact]
    public void Of_an_alias_that_no_API_calls_the_policy_is_not_read()
    {
        ImmutableArray<FunctionUrl> urls = [new() { AuthType = "NONE", Qualifier = "beta" }];

        Check(With(Open with { Urls = urls, Policy = ExamplePolicy.Of(Gateway) }))
            .ShouldFlag($"'{Arn}:beta'").Confidence.ShouldBe(Confidence.Medium);
    }

    [Fact]
    public void An_authorizer_leads_nowhere_past_the_API()
    {
        var authorizer = SmallEstate.Rest(Example.Route("GET /orders") with { Integration = (Integration?)Example.Mock })
            .AddAuthorizer(new() { Id = "a1", Name = "session", Type = AuthorizerType.Token, Uri = Example.Lambda.Uri })
            .WithScope(scope => scope with { Functions = [Open] });

        Check(authorizer).ShouldBeClean();
        Check(authorizer.WithIntegration(_ => Example.Lambda)).ShouldFlag("behind API 'orders'");
    }

    [Fact]
    public void The_API_may_name_it_by_a_stage_variable() =>
        Check(With(Open)
            .WithIntegration(integration => integration with { Uri = integration.Uri?.Replace("function:orders", "function:${stageVariables.fn}", StringComparison.Ordinal) })
            .WithStage(stage => stage with { Variables = [new() { Name = "fn", Value = "orders" }] }))
            .ShouldFlag("behind API 'orders'");

    [Fact]
    public void Says_so_when_the_policy_could_not_be_read() =>
        Check(With(Open with { Policy = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    [Fact]
    public void Says_so_when_the_policy_is_no_policy() =>
        Check(With(Open with { Policy = "{" })).ShouldHaveSingleItem().Unknown.ShouldNotBeNull();

    [Fact]
    public void Says_so_when_addresses_could_not_be_listed() =>
        Check(With(Open with { Urls = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    private static string If(string action, string condition) =>
        $$"""{"Sid":"no","Effect":"Deny","Principal":"*","Action":"{{action}}","Resource":"*","Condition":{{condition}}}""";

    // One condition more.
    private static string AnyoneIf(string condition) =>
        Anyone.Replace("\"Condition\":{", $"\"Condition\":{condition},", StringComparison.Ordinal);

    private static Fact<ImmutableArray<FunctionUrl>> Url(string authType) => ImmutableArray.Create(new FunctionUrl { AuthType = authType });

    private static Estate With(params ImmutableArray<Function> functions) =>
        SmallEstate.Rest().WithScope(scope => scope with { Functions = functions });
}
