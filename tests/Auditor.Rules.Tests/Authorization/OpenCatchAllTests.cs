using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Authorization;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Authorization;

[AboutCallers]
public sealed class OpenCatchAllTests : RuleTests<OpenCatchAll>
{
    private static readonly Route All = Example.Route("ANY /{proxy+}");
    private static readonly Route Guarded = Example.Route("GET /orders/{id}", AuthorizationKind.AwsIam);

    public static TheoryData<string, Estate> Clean => new()
    {
        { "the catch-all is guarded too", SmallEstate.Rest(All with { Authorization = AuthorizationKind.AwsIam }, Guarded) },
        { "nothing beside it is guarded", SmallEstate.Rest(All, Guarded with { Authorization = AuthorizationKind.None }) },
        { "the guarded route is elsewhere", SmallEstate.Rest(All with { Key = "ANY /public/{proxy+}" }, Guarded) },
        { "the route takes one path", SmallEstate.Rest(All with { Key = "ANY /{id}" }, Guarded) },
        { "preflights are open", SmallEstate.Rest(All with { Key = "OPTIONS /{proxy+}" }, Guarded) },
        { "the same path is another rule's", SmallEstate.Rest(All, Guarded with { Key = "POST /{proxy+}" }) },
    };

    [Fact]
    public void Flags_an_open_proxy_beside_a_guarded_route() =>
        Check(SmallEstate.Rest(All, Guarded))
            .ShouldFlag("call route 'ANY /{proxy+}' of API 'orders' on stage 'prod' without authorization, and every path that nobody "
                + "listed falls through to it, past the authorization of route 'GET /orders/{id}'.")
            .Severity.ShouldBe(Severity.High);

    [Fact]
    public void Flags_the_default_route_of_an_HTTP_API() =>
        Check(SmallEstate.Http(Example.Route("$default"), Guarded with { Authorization = AuthorizationKind.Jwt }))
            .ShouldFlag("route '$default'");

    [Theory]
    [InlineData("ANY /orders/{proxy+}")]
    [InlineData("GET /{tenant}/{rest+}")]
    public void A_prefix_counts_segment_by_segment(string key) =>
        Check(SmallEstate.Rest(Example.Route(key), Guarded)).ShouldFlag($"route '{key}'");

    [Fact]
    public void A_prefix_is_whole_segments() => Check(SmallEstate.Rest(Example.Route("ANY /ord/{proxy+}"), Guarded)).ShouldBeClean();

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Estate estate) => Check(estate).ShouldBeClean(change);

    [Fact]
    public void The_default_route_of_a_WebSocket_API_takes_messages_and_no_paths() =>
        Check(SmallEstate.WebSocket(Example.Route("$default"), Example.Route("$connect", AuthorizationKind.AwsIam))).ShouldBeClean();

    [Fact]
    public void Says_so_when_the_other_route_is_unknown() =>
        Check(SmallEstate.Http(All, Guarded with { Authorization = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    // Create routes for HTTP APIs: the most specific route wins, and {proxy+} takes one segment or more.
    [Theory]
    [InlineData("ANY /{proxy+}", null)]
    [InlineData("ANY /{all+}", null)]
    [InlineData("GET /{proxy+}", "POST, PUT, DELETE, PATCH, HEAD, OPTIONS requests to every path that nobody listed fall through to it")]
    [InlineData("ANY /orders/{proxy+}", "and every path that nobody listed falls through to it")]
    public void What_another_catch_all_takes_does_not_fall_through(string other, string? left)
    {
        var findings = Check(SmallEstate.Http(Example.Route("$default"), Example.Route(other, AuthorizationKind.Jwt)));
        if (left is null)
        {
            findings.ShouldBeClean();
        }
        else
        {
            findings.ShouldFlag(left);
        }
    }

    // Mock integrations for REST APIs: API Gateway answers itself.
    [Fact]
    public void Nothing_falls_through_to_a_backend_that_is_not_there() =>
        Check(SmallEstate.Rest(All with { Integration = (Integration?)Example.Mock }, Guarded)).ShouldBeClean();
}
