using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Authorization;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Authorization;

public sealed class JwtRouteWithoutScopesTests : RuleTests<JwtRouteWithoutScopes>
{
    private static readonly Estate Any = SmallEstate
        .Http(Example.Route("GET /orders", AuthorizationKind.Jwt) with { AuthorizerId = "tokens" })
        .AddAuthorizer(new() { Id = "tokens", Name = "tokens", Type = AuthorizerType.Jwt });

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        {
            "without its authorizer no token opens it",
            estate => estate.WithApi(api => api with { Authorizers = ImmutableArray<Authorizer>.Empty })
        },
        { "a scope", estate => estate.WithRoute(route => route with { AuthorizationScopes = ["orders.read"] }) },
        {
            "a Lambda authorizer knows no scopes",
            estate => estate.WithRoute(route => route with { Authorization = AuthorizationKind.Custom })
        },
        {
            "no authorization is another rule's", estate => estate.WithRoute(route => route with { Authorization = AuthorizationKind.None })
        },
    };

    [Fact]
    public void Flags_a_route_that_any_token_opens() =>
        Check(Any).ShouldFlag(
            "Route 'GET /orders' of API 'orders' on stage 'prod' asks a token for no scope").Severity.ShouldBe(Severity.Low);

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Any)).ShouldBeClean(change);

    [Fact]
    public void Says_so_when_authorization_could_not_be_read() =>
        Check(Any.WithRoute(route => route with { Authorization = Example.Denied })).ShouldBeInconclusive("The call was denied.");
}
