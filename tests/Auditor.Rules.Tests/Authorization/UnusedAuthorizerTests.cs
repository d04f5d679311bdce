using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Authorization;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Authorization;

public sealed class UnusedAuthorizerTests : RuleTests<UnusedAuthorizer>
{
    private static readonly Estate Unused = SmallEstate.Rest()
        .AddAuthorizer(new() { Id = "z9", Name = "tokens", Type = AuthorizerType.Token });

    private static readonly Func<Route, Route> Guard = route =>
        route with { Authorization = AuthorizationKind.Custom, AuthorizerId = "z9" };

    [Fact]
    public void Flags_an_authorizer_that_guards_no_route() =>
        Check(Unused).ShouldFlag("Authorizer 'tokens' of API 'orders' guards no route").Severity.ShouldBe(Severity.Low);

    [Fact]
    public void A_route_that_uses_it_makes_it_clean() => Check(Unused.WithRoute(Guard)).ShouldBeClean();

    [Fact]
    public void A_route_that_names_it_and_does_not_ask_it_uses_it_not() =>
        Check(Unused.WithRoute(route => route with { AuthorizerId = "z9" })).ShouldFlag("'tokens'");

    [Fact]
    public void A_route_that_uses_another_does_not_count() =>
        Check(Unused.WithRoute(route => Guard(route) with { AuthorizerId = "other" })).ShouldFlag("'tokens'");

    [Fact]
    public void A_deployment_that_may_still_use_it_leaves_it_open() =>
        Check(Unused.WithRoute(Guard).WithWorkingCopy(route => route with { Authorization = AuthorizationKind.None, AuthorizerId = null }))
            .ShouldHaveSingleItem().Outcome.ShouldBe(Core.Findings.Outcome.Inconclusive);

    [Fact]
    public void The_same_authorizer_name_and_id_in_another_API_is_another_authorizer()
    {
        var tokens = new Authorizer { Id = "z9", Name = "tokens", Type = AuthorizerType.Token };
        var guarded = Example.RestApi(Guard(Example.Route("GET /orders"))) with { Authorizers = ImmutableArray.Create(tokens) };
        var open = Example.RestApi(Example.Route("GET /orders")) with { Id = "second", Authorizers = ImmutableArray.Create(tokens) };

        Check(SmallEstate.Of(guarded, open)).ShouldFlag("'tokens'").Subject.Identity.ApiId.ShouldBe("second");
    }

    [Fact]
    public void Says_so_when_routes_could_not_be_read() =>
        Check(Unused.WithApi(api => api with { Routes = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    [Fact]
    public void Says_so_when_authorizers_could_not_be_read() =>
        Check(Unused.WithApi(api => api with { Authorizers = Example.Denied })).ShouldBeInconclusive("The call was denied.");
}
