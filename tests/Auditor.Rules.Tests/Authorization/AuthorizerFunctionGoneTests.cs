using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Authorization;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Authorization;

public sealed class AuthorizerFunctionGoneTests : RuleTests<AuthorizerFunctionGone>
{
    private const string Arn = "arn:aws:lambda:eu-west-1:111122223333:function:sessions";

    private static readonly Authorizer Sessions = new()
    {
        Id = "z9",
        Name = "check",
        Type = AuthorizerType.Request,
        Uri = $"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{Arn}/invocations",
    };

    private static readonly Estate Rest = With(
        SmallEstate.Rest(Guarded("GET /orders"), Guarded("POST /orders")).AddAuthorizer(Sessions), exists: false);
    private static readonly Estate Http = With(SmallEstate.Http(Guarded("GET /orders")).AddAuthorizer(Sessions), exists: false);

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "the function is there", estate => With(estate, exists: true) },
        {
            "no route asks it, which another rule judges",
            estate => estate.WithRoute(route => route with { Authorization = AuthorizationKind.AwsIam, AuthorizerId = null })
        },
        {
            "a user pool has no function",
            estate => estate.WithAuthorizer(authorizer => authorizer with { Type = AuthorizerType.CognitoUserPools, Uri = null })
        },
    };

    [Fact]
    public void Flags_an_authorizer_whose_function_is_gone() =>
        Check(Rest).ShouldFlag(
            "Authorizer 'check' of API 'orders'",
            $"'{Arn}'",
            "routes 'GET /orders' and 'POST /orders'",
            "whoever may make one of that name decides who gets in")
            .Severity.ShouldBe(Severity.High);

    [Theory]
    [InlineData(AuthorizerType.Request)]
    [InlineData(AuthorizerType.Token)]
    public void Flags_both_kinds(AuthorizerType type) =>
        Check(Rest.WithAuthorizer(authorizer => authorizer with { Type = type })).ShouldFlag("'check'");

    [Fact]
    public void Flags_that_of_an_HTTP_API() => Check(Http).ShouldFlag("'check'");

    [Fact]
    public void Flags_that_of_a_WebSocket_API() =>
        Check(With(SmallEstate.WebSocket(Guarded("$connect"), Example.Route("send")).AddAuthorizer(Sessions), exists: false))
            .ShouldFlag("route '$connect'");

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Rest)).ShouldBeClean(change);

    [Fact]
    public void An_alias_that_is_gone_counts()
    {
        var live = Rest.WithAuthorizer(
            authorizer => authorizer with { Uri = authorizer.Uri?.Replace(Arn, $"{Arn}:live", StringComparison.Ordinal) })
            .WithScope(scope => scope with { Functions = [new() { Arn = Arn, Exists = true }, new() { Arn = Arn, Qualifier = "live", Exists = false }] });

        Check(live).ShouldFlag($"'{Arn}:live'");
    }

    [Fact]
    public void Each_stage_may_have_a_function_of_its_own()
    {
        var estate = Rest.WithAuthorizer(
            authorizer => authorizer with { Uri = authorizer.Uri?.Replace("sessions", "${stageVariables.fn}", StringComparison.Ordinal) })
            .WithStage(stage => stage with { Variables = [new() { Name = "fn", Value = "sessions" }] })
            .AddStage(Example.RestStage("dev") with { Variables = [new() { Name = "fn", Value = "others" }] })
            .WithScope(scope => scope with { Functions = [.. scope.Functions, new() { Arn = Arn.Replace("sessions", "others", StringComparison.Ordinal), Exists = true }] });

        Check(estate).ShouldFlag($"'{Arn}'");
    }

    [Fact]
    public void Says_so_when_Lambda_was_not_asked() =>
        Check(Rest.WithScope(scope => scope with { Functions = [] })).ShouldBeInconclusive($"Lambda was not asked for '{Arn}'.");

    [Fact]
    public void Says_so_when_Lambda_did_not_say() =>
        Check(Rest.WithScope(scope => scope with { Functions = [new() { Arn = Arn, Exists = Example.Denied }] }))
            .ShouldBeInconclusive("The call was denied.");

    private static Estate With(Estate estate, bool exists) =>
        estate.WithScope(scope => scope with { Functions = [new() { Arn = Arn, Exists = exists }] });

    private static Route Guarded(string key) => Example.Route(key, AuthorizationKind.Custom) with { AuthorizerId = "z9" };
}
