using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Authorization;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Authorization;

public sealed class AuthorizerIdentitySpoofableTests : RuleTests<AuthorizerIdentitySpoofable>
{
    private static readonly Estate Spoofable = SmallEstate.Rest(Guarded("GET /orders")).AddAuthorizer(
        new() { Id = "z9", Name = "partners", Type = AuthorizerType.Request, IdentitySources = ["method.request.header.User-Agent"] });

    private static readonly Estate Unasked = Spoofable.WithAuthorizer(
        authorizer => authorizer with { IdentitySources = [], CacheSeconds = 0 });

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "no route asks it, which another rule judges", estate => estate.WithRoute(route => route with { AuthorizerId = "other" }) },
        {
            "a credential besides", estate => WithSources(estate, "method.request.header.User-Agent", "method.request.header.Authorization")
        },
        { "a credential instead", estate => WithSources(estate, "method.request.header.Authorization") },
        { "a header of one's own", estate => WithSources(estate, "method.request.header.X-Carrier-Signature") },
        { "a parameter of the query", estate => WithSources(estate, "method.request.querystring.token") },
        { "the address, which nobody can choose", estate => WithSources(estate, "context.identity.sourceIp") },
        {
            "a user pool looks at the token itself",
            estate => estate.WithAuthorizer(authorizer => authorizer with { Type = AuthorizerType.CognitoUserPools })
        },
        { "so does a JWT authorizer", estate => estate.WithAuthorizer(authorizer => authorizer with { Type = AuthorizerType.Jwt }) },
    };

    [Fact]
    public void Flags_an_authorizer_that_goes_by_a_header_that_everybody_sends()
    {
        var finding = Check(Spoofable)
            .ShouldFlag("Authorizer 'partners' of API 'orders' tells callers apart by 'method.request.header.User-Agent' alone");

        finding.Severity.ShouldBe(Severity.Medium);
        finding.Confidence.ShouldBe(Confidence.High);
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Spoofable)).ShouldBeClean(change);

    [Theory]
    [InlineData("method.request.header.X-Forwarded-For")]
    [InlineData("method.request.header.Host")]
    [InlineData("method.request.header.host")]
    [InlineData("method.request.multivalueheader.Referer")]
    [InlineData("stageVariables.tenant")]
    [InlineData("context.path")]
    [InlineData("context.identity.userAgent")]
    [InlineData("$request.header.User-Agent")]
    [InlineData("$context.routeKey")]
    [InlineData("$stageVariables.tenant")]
    [InlineData("route.request.header.Host")]
    public void These_prove_nothing_either(string source) => Check(WithSources(Spoofable, source)).ShouldFlag(source);

    [Fact]
    public void Several_that_prove_nothing_prove_nothing_together() =>
        Check(WithSources(Spoofable, "method.request.header.User-Agent", "stageVariables.tenant"))
            .ShouldFlag("'method.request.header.User-Agent' and 'stageVariables.tenant'");

    // Use API Gateway Lambda authorizers: identity sources are the key of the cache; without one they only have to be there, and a REQUEST
    // authorizer's function gets all of the request.
    [Theory]
    [InlineData(null, "tells callers apart by", Confidence.High)]
    [InlineData(300, "tells callers apart by", Confidence.High)]
    [InlineData(0, "asks of a request for 'method.request.header.User-Agent' alone", Confidence.Low)]
    public void Without_a_cache_only_the_function_knows(int? seconds, string said, Confidence confidence) =>
        Check(Spoofable.WithAuthorizer(authorizer => authorizer with { CacheSeconds = seconds }))
            .ShouldFlag(said).Confidence.ShouldBe(confidence);

    [Fact]
    public void A_TOKEN_authorizer_s_function_sees_the_token_alone_cache_or_not() =>
        Check(Spoofable.WithAuthorizer(authorizer => authorizer with { Type = AuthorizerType.Token, CacheSeconds = 0 }))
            .ShouldFlag("tells callers apart by").Confidence.ShouldBe(Confidence.High);

    [Fact]
    public void A_TOKEN_authorizer_can_do_it_too() =>
        Check(Spoofable.WithAuthorizer(authorizer => authorizer with { Type = AuthorizerType.Token })).ShouldFlag("'partners'");

    [Fact]
    public void Flags_an_authorizer_that_is_asked_about_requests_without_any_credential()
    {
        var finding = Check(Unasked).ShouldFlag("Authorizer 'partners' of API 'orders' names no identity source");

        finding.Severity.ShouldBe(Severity.Medium);
        finding.Confidence.ShouldBe(Confidence.Low, "only the function's code tells what it asks for");
    }

    [Fact]
    public void With_a_cache_AWS_insists_on_a_source() =>
        Check(Unasked.WithAuthorizer(authorizer => authorizer with { CacheSeconds = 300 })).ShouldBeClean();

    [Fact]
    public void Flags_HTTP_and_WebSocket_APIs()
    {
        var authorizer = new Authorizer { Id = "z9", Name = "partners", Type = AuthorizerType.Request };

        Check(SmallEstate.Http(Guarded("GET /orders")).AddAuthorizer(authorizer with { IdentitySources = ["$request.header.Host"] }))
            .ShouldFlag("'$request.header.Host'");
        Check(SmallEstate.WebSocket(Guarded("$connect"))
            .AddAuthorizer(authorizer with { IdentitySources = ["route.request.header.Origin"] }))
            .ShouldFlag("'route.request.header.Origin'");
        Check(SmallEstate.WebSocket(Guarded("$connect"))
            .AddAuthorizer(authorizer with { IdentitySources = ["route.request.header.Authorization"] }))
            .ShouldBeClean();
    }

    [Fact]
    public void Says_so_when_authorizers_could_not_be_read() =>
        Check(Spoofable.WithApi(api => api with { Authorizers = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    private static Route Guarded(string key) => Example.Route(key, AuthorizationKind.Custom) with { AuthorizerId = "z9" };

    private static Estate WithSources(Estate estate, params string[] sources) =>
        estate.WithAuthorizer(authorizer => authorizer with { IdentitySources = [.. sources] });
}
