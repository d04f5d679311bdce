using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Rules.Authorization;
using Auditor.Rules.Hygiene;
using Auditor.Testing.Estates;

namespace Auditor.Rules.Tests.Authorization;

/// <summary>
/// A changed authorizer acts with the next deployment (Update REST API; Create a deployment for an API): rules judge it as each stage
/// serves it.
/// </summary>
public sealed class DeployedAuthorizers
{
    private static readonly Authorizer Kept = new()
    {
        Id = "z9",
        Name = "sessions",
        Type = AuthorizerType.Request,
        CacheSeconds = 300,
        IdentitySources = ["method.request.header.Authorization"],
    };

    private static readonly Authorizer Asked = Kept with { CacheSeconds = 0 };

    [Fact]
    public void What_is_deployed_is_judged_not_what_is_saved()
    {
        Cache(Served(saved: Asked, prod: Kept)).ShouldHaveSingleItem().Message.ShouldContain("keeps one answer");
        Cache(Served(saved: Kept, prod: Asked)).ShouldBeEmpty();
    }

    [Fact]
    public void Each_stage_is_judged_by_what_it_serves()
    {
        var finding = Cache(Served(saved: Asked, prod: Kept, dev: Asked)).ShouldHaveSingleItem();

        finding.Stages.ShouldBe(["prod"]);
    }

    [Fact]
    public void What_is_wrong_in_two_ways_is_one_finding()
    {
        var finding = Cache(Served(saved: Asked, prod: Kept, dev: Kept with { CacheSeconds = 60 })).ShouldHaveSingleItem();

        finding.Stages.ShouldBe(["dev", "prod"]);
    }

    [Fact]
    public void One_that_is_deleted_and_still_deployed_is_judged() =>
        Cache(Served(saved: null, prod: Kept))
            .ShouldHaveSingleItem().Subject.Pointer.ShouldBe("/scopes/0/restApis/0/deployments/0/definition/authorizers/0");

    [Fact]
    public void The_difference_is_drift()
    {
        Audit.Run(
            Served(saved: Asked, prod: Kept),
            [new DeployedDiffers()]).Flagged.ShouldHaveSingleItem().Message.ShouldContain("authorizer 'sessions' will ask in another way");
        Audit.Run(Served(saved: Kept, prod: Kept), [new DeployedDiffers()]).Flagged.ShouldBeEmpty();
    }

    // It guards routes of one stage: it is not unused because another stage serves it otherwise.
    [Fact]
    public void One_that_any_stage_asks_is_used() =>
        Audit.Run(Served(saved: Asked, prod: Kept, dev: Asked), [new UnusedAuthorizer()]).Flagged.ShouldBeEmpty();

    private static ImmutableArray<Finding> Cache(Estate estate) => [.. Audit.Run(estate, [new AuthorizerCacheTooWide()]).Flagged];

    private static Estate Served(Authorizer? saved, Authorizer[] stages)
    {
        Route[] routes = [Guarded("GET /orders"), Guarded("DELETE /orders/{id}")];
        var api = Example.RestApi(routes);
        return SmallEstate.Of(api with
        {
            Authorizers = (ImmutableArray<Authorizer>)(saved is null ? [] : [saved]),
            Stages = (ImmutableArray<Stage>)(stages.Length == 1
                ? [Example.RestStage("prod", "d0")]
                : [Example.RestStage("prod", "d0"), Example.RestStage("dev", "d1")]),
            Deployments =
            [
                .. stages.Select((authorizer, index) => Example.Deployment($"d{index}", routes) with
                {
                    Definition = new DeployedDefinition { Routes = [.. routes], Authorizers = [authorizer] },
                }),
            ],
        });
    }

    private static Estate Served(Authorizer? saved, Authorizer prod) => Served(saved, [prod]);

    private static Estate Served(Authorizer? saved, Authorizer prod, Authorizer dev) => Served(saved, [prod, dev]);

    private static Route Guarded(string key) => Example.Route(key, AuthorizationKind.Custom) with { AuthorizerId = "z9" };
}
