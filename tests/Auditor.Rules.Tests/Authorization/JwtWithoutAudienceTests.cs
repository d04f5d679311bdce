using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Authorization;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Authorization;

public sealed class JwtWithoutAudienceTests : RuleTests<JwtWithoutAudience>
{
    private static readonly Estate Any = SmallEstate.Http(Example.Route(
        "GET /orders", AuthorizationKind.Jwt) with
    { AuthorizerId = "z9" }).AddAuthorizer(
        new() { Id = "z9", Name = "tokens", Type = AuthorizerType.Jwt, JwtIssuer = "https://issuer.example.com" });

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "an audience", estate => estate.WithAuthorizer(authorizer => authorizer with { JwtAudience = ["orders"] }) },
        {
            "no route asks it, which another rule judges",
            estate => estate.WithRoute(route => route with { Authorization = AuthorizationKind.AwsIam, AuthorizerId = null })
        },
        {
            "the only route that names it asks nobody",
            estate => estate.WithRoute(route => route with { Authorization = AuthorizationKind.None })
        },
        {
            "a Lambda authorizer has no audience",
            estate => estate.WithAuthorizer(authorizer => authorizer with { Type = AuthorizerType.Request })
        },
    };

    [Fact]
    public void Flags_an_authorizer_that_takes_tokens_for_any_application() =>
        Check(Any).ShouldFlag("JWT authorizer 'tokens' of API 'orders' names no audience").Severity.ShouldBe(Severity.High);

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Any)).ShouldBeClean(change);

    [Fact]
    public void An_empty_text_is_no_audience() =>
        Check(Any.WithAuthorizer(authorizer => authorizer with { JwtAudience = [""] })).ShouldFlag("'tokens'");

    [Fact]
    public void Says_so_when_authorizers_could_not_be_read() =>
        Check(Any.WithApi(api => api with { Authorizers = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    [Fact]
    public void One_that_some_route_may_ask_is_flagged() =>
        Check(Any.WithRoute(route => route with { Authorization = Example.Denied })).ShouldFlag("'tokens'");
}
