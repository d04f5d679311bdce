using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Hygiene;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Hygiene;

/// <summary>
/// Settings are keys of path and verb, or of a route, and hold for that one only ("Stage", methodSettings, API Gateway V1 API reference;
/// "RouteSettings", V2).
/// </summary>
public sealed class SettingsWithoutRouteTests : RuleTests<SettingsWithoutRoute>
{
    [Fact]
    public void Flags_settings_of_a_method_that_is_not_deployed() =>
        Check(With(SmallEstate.Rest(), "GET /gone"))
            .ShouldFlag("Stage 'prod' of API 'orders' has settings for route 'GET /gone', which it does not "
                + "serve").Severity.ShouldBe(Severity.Low);

    [Fact]
    public void Flags_settings_of_a_route_that_is_gone() => Check(With(SmallEstate.Http(), "GET /gone")).ShouldFlag("'GET /gone'");

    [Fact]
    public void Flags_settings_of_a_verb_that_no_method_answers() =>
        Check(With(SmallEstate.Rest(), "TRACE /orders")).ShouldFlag("'TRACE /orders'");

    public static TheoryData<string, Estate> Clean => new()
    {
        { "a method", With(SmallEstate.Rest(), "GET /orders") },
        { "a route", With(SmallEstate.Http(), "GET /orders") },
        { "all routes", With(SmallEstate.Rest(), RouteSettings.DefaultKey) },
        {
            "a verb that ANY answers",
            With(SmallEstate.Rest(new Route { Key = "ANY /orders", Authorization = AuthorizationKind.None }), "PATCH /orders")
        },
        { "no settings", SmallEstate.Rest() },
    };

    [Theory]
    [MemberData(nameof(Clean))]
    public void Settings_that_hold_for_something_are_clean(string what, Estate estate) => Check(estate).ShouldBeClean(what);

    // Only what the working copy has is not deployed, and what only the deployment has is.
    [Fact]
    public void What_is_deployed_counts()
    {
        var edited = With(SmallEstate.Rest(), "GET /orders").WithApi(api => api with { Routes = ImmutableArray<Route>.Empty });

        Check(edited).ShouldBeClean();
        Check(With(SmallEstate.Rest(), "GET /new")
            .WithApi(api => api with { Routes = api.Routes.Value.Add(api.Routes.Value[0] with { Key = "GET /new" }) }))
            .ShouldFlag("'GET /new'");
    }

    private static Estate With(Estate estate, string key) =>
        estate.WithStage(stage => stage with { Settings = [new() { Key = key, ThrottlingRate = 50 }] });
}
