using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Subjects;
using Auditor.Rules.Policies;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Policies;

public sealed class LambdaPermissionTooWideTests : RuleTests<LambdaPermissionTooWide>
{
    private const string Arn = "arn:aws:lambda:eu-west-1:111122223333:function:orders";
    private const string Api = "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3";

    [Theory]
    [InlineData($"{Api}/*")]
    [InlineData($"{Api}/*/*")]
    [InlineData($"{Api}/*/*/*")]
    public void Flags_a_permission_for_every_route(string source)
    {
        var finding = Check(With(source)).ShouldFlag($"'{Arn}'", "every route of API 'a1b2c3'", "'gateway'");
        finding.Severity.ShouldBe(Severity.Low);
        finding.Evidence.ShouldContain(evidence => evidence.Value == source);
    }

    [Theory]
    [InlineData("the route", $"{Api}/*/GET/orders")]
    [InlineData("every verb on the path", $"{Api}/*/*/orders")]
    [InlineData("one stage", $"{Api}/prod/*/*")]
    [InlineData("every path of one verb", $"{Api}/*/GET/*")]
    [InlineData("an authorizer", $"{Api}/authorizers/k1")]
    [InlineData("an authorizer, whichever", $"{Api}/authorizers/*")]
    [InlineData("any API of the account", "arn:aws:execute-api:eu-west-1:111122223333:*")]
    [InlineData("another service", "arn:aws:s3:::bucket")]
    [InlineData("the API's id alone, which no call has", Api)]
    [InlineData("no account, which every call has", "arn:aws:execute-api:eu-west-1::a1b2c3/*/*/*")]
    [InlineData("no Region", "arn:aws:execute-api::111122223333:a1b2c3/*/*/*")]
    public void One_change_makes_it_clean(string change, string source) => Check(With(source)).ShouldBeClean(change);

    [Theory]
    [InlineData("StringEquals has no wildcards", "\"ArnLike\"", "\"StringEquals\"")]
    [InlineData("all but every route", "\"ArnLike\"", "\"ArnNotLike\"")]
    [InlineData("another account besides", "\"Condition\":{", "\"Condition\":{\"StringEquals\":{\"aws:SourceOrgID\":\"o-a1b2c3d4e5\"},")]
    public void What_lets_no_call_in_lets_no_route_in(string why, string from, string to) =>
        Check(Permit($"{Api}/*/*/*", SmallEstate.Rest(), statement => statement.Replace(from, to, StringComparison.Ordinal)))
            .ShouldBeClean(why);

    [Theory]
    [InlineData("ArnEquals")]
    [InlineData("StringLike")]
    [InlineData("ArnLikeIfExists")]
    public void Operators_with_wildcards_let_every_route_in(string condition) =>
        Check(Permit($"{Api}/*/*/*", SmallEstate.Rest(), statement => statement.Replace("ArnLike", condition, StringComparison.Ordinal)))
            .ShouldFlag("every route of API 'a1b2c3'");

    [Fact]
    public void A_Deny_lets_nothing_in() =>
        Check(Permit(
            $"{Api}/*", SmallEstate.Rest(), statement => $"{statement},{statement.Replace("Allow", "Deny", StringComparison.Ordinal)}"))
            .ShouldBeClean();

    [Fact]
    public void A_permission_for_an_api_that_is_gone_and_that_no_call_has_says_nothing() =>
        Check(With("arn:aws:execute-api:eu-west-1:111122223333:zzzzzz")).ShouldBeClean();

    [Fact]
    public void Flags_a_permission_for_an_api_that_is_gone() =>
        Check(With("arn:aws:execute-api:eu-west-1:111122223333:zzzzzz/*/GET/orders")).ShouldFlag("API 'zzzzzz'", "there is no more");

    [Theory]
    [InlineData("another Region", "arn:aws:execute-api:us-east-1:111122223333:zzzzzz/*/GET/orders")]
    [InlineData("another account", "arn:aws:execute-api:eu-west-1:444455556666:zzzzzz/*/GET/orders")]
    public void What_was_not_read_is_not_gone(string where, string source) => Check(With(source)).ShouldBeClean(where);

    // Of this function, whose API may be among them, and of those that only such an API leads to.
    [Fact]
    public void Says_so_when_not_all_apis_were_read() =>
        Check(With("arn:aws:execute-api:eu-west-1:111122223333:zzzzzz/*/GET/orders")
            .WithScope(scope => scope with { HttpAndWebSocketApis = Example.Denied }))
            .Select(finding => (finding.Outcome, finding.Subject.GetType(), finding.Message))
            .ShouldBe(
                [
                    (Outcome.Inconclusive, typeof(FunctionSubject), Example.Denied.Because),
                    (Outcome.Inconclusive, typeof(ScopeSubject), Example.Denied.Because),
                ],
                ignoreOrder: true);

    [Theory]
    [InlineData("ANY /{proxy+}")]
    [InlineData("ANY /orders/{proxy+}")]
    public void Behind_a_catch_all_everything_may_call_it(string key) => Check(With($"{Api}/*/*/*", Example.Route(key))).ShouldBeClean();

    [Fact]
    public void Behind_a_default_route_everything_may_call_it() =>
        Check(Permit($"{Api}/*/*", SmallEstate.Http(Example.Route("$default")))).ShouldBeClean();

    [Fact]
    public void Another_functions_catch_all_does_not_count() =>
        Check(With(
            $"{Api}/*/*/*", Example.Route("GET /orders"), Example.Route("ANY /{proxy+}") with { Integration = (Integration?)Example.Mock }))
            .ShouldFlag("every route");

    // One function's name may begin another's.
    [Fact]
    public void Nor_does_that_of_a_function_with_a_longer_name()
    {
        var proxy = Example.Route("ANY /{proxy+}");
        var longer = proxy.Integration.Value!.Uri!.Replace(":orders/", ":orders-of-others/", StringComparison.Ordinal);
        longer.ShouldNotBe(proxy.Integration.Value.Uri);

        Check(With(
            $"{Api}/*/*/*", Example.Route("GET /orders"), proxy with { Integration = proxy.Integration.Value with { Uri = longer } }))
            .ShouldFlag("every route");
    }

    [Theory]
    [InlineData("\"Effect\":\"Allow\"", "\"Effect\":\"Deny\"")]
    [InlineData("apigateway.amazonaws.com", "s3.amazonaws.com")]
    public void Only_what_lets_api_gateway_in_counts(string from, string to) =>
        Check(Permit($"{Api}/*", SmallEstate.Rest(), statement => statement.Replace(from, to, StringComparison.Ordinal))).ShouldBeClean(to);

    [Fact]
    public void No_policy_is_clean() =>
        Check(SmallEstate.Rest().WithScope(scope => scope with { Functions = [new() { Arn = Arn, Policy = (string?)null }] }))
            .ShouldBeClean();

    [Fact]
    public void Says_so_when_the_policy_could_not_be_read() =>
        Check(SmallEstate.Rest().WithScope(scope => scope with { Functions = [new() { Arn = Arn, Policy = Example.Denied }] }))
            .ShouldBeInconclusive(Example.Denied.Because);

    [Fact]
    public void What_two_statements_allow_is_said_once() => Check(Permit(
        $"arn:aws:execute-api:{Example.Region}:{Example.Account}:gone/*",
        SmallEstate.Rest(),
        statement => $"{statement},{statement.Replace("\"gateway\"", "\"again\"", StringComparison.Ordinal)}")).ShouldHaveSingleItem();

    private static Estate With(string source, params ImmutableArray<Route> routes) => Permit(source, SmallEstate.Rest(routes));

    private static Estate Permit(string source, Estate estate, Func<string, string>? change = null)
    {
        var statement = $$$$"""{"Sid":"gateway","Effect":"Allow","Principal":{"Service":"apigateway.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"{{{{Arn}}}}","Condition":{"ArnLike":{"AWS:SourceArn":"{{{{source}}}}"}}}""";
        return estate.WithScope(
            scope => scope with { Functions = [new() { Arn = Arn, Policy = ExamplePolicy.Of(change is null ? statement : change(statement)) }] });
    }
}
