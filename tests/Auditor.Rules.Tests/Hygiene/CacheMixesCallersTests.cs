using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Hygiene;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Hygiene;

public sealed class CacheMixesCallersTests : RuleTests<CacheMixesCallers>
{
    private static readonly RouteSettings Cached = new() { Key = "*", CachingEnabled = true, CacheDataEncrypted = true };

    private static readonly Estate Mixing = Serving(Example.Route("GET /orders", AuthorizationKind.Custom) with { AuthorizerId = "a1" });

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        {
            "the caller's token is in the key",
            estate => Keyed(estate, "method.request.querystring.page", "method.request.header.Authorization")
        },
        { "a header that may tell callers apart is in the key", estate => Keyed(estate, "method.request.multivalueheader.X-Tenant") },
        { "the query string that the authorizer looks at is in the key", estate => Keyed(estate, "method.request.querystring.session") },
        { "everybody may ask", estate => estate.WithRoute(route => route with { Authorization = AuthorizationKind.None }) },
        { "API Gateway answers itself", estate => estate.WithIntegration(_ => Example.Mock) },
        { "nothing is cached", estate => estate.WithStage(stage => stage with { Settings = [Cached with { CachingEnabled = false }] }) },
        {
            "answers are kept for no time",
            estate => estate.WithStage(stage => stage with { Settings = [Cached with { CacheSeconds = 0 }] })
        },
        {
            "the method is not cached",
            estate => estate.WithStage(stage => stage with { Settings = [Cached, new() { Key = "GET /orders" }] })
        },
        { "the stage has no cache", estate => estate.WithStage(stage => stage with { CacheClusterEnabled = false }) },
    };

    [Fact]
    public void Flags_a_cache_that_does_not_know_callers()
    {
        var finding = Check(Mixing)
            .ShouldFlag("Route 'GET /orders' of API 'orders' (stage 'prod') keeps answers in the cache by nothing that tells callers "
                + "apart");
        finding.Severity.ShouldBe(Severity.High);
        finding.Confidence.ShouldBe(Confidence.Medium);
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Mixing)).ShouldBeClean(change);

    [Theory]
    [InlineData("method.request.path.orderId")]
    [InlineData("method.request.querystring.page")]
    [InlineData("method.request.header.accept-language")]
    [InlineData("method.request.header.Origin")]
    [InlineData("method.request.header.Range")]
    [InlineData("method.request.header.If-Modified-Since")]
    [InlineData("method.request.header.X-Api-Version")]
    [InlineData("method.request.multivalueheader.User-Agent")]
    public void What_is_asked_for_is_not_who_asks(string parameter) => Check(Keyed(Mixing, parameter)).ShouldFlag("'GET /orders'");

    [Theory]
    [InlineData(AuthorizationKind.AwsIam)]
    [InlineData(AuthorizationKind.CognitoUserPools)]
    public void Every_kind_of_authorization_counts(AuthorizationKind authorization) =>
        Check(Mixing.WithRoute(route => route with { Authorization = authorization })).ShouldFlag("'GET /orders'");

    // Settings for all methods cache GET alone.
    [Fact]
    public void Post_is_cached_only_where_its_own_settings_say_so()
    {
        var post = Serving(Example.Route("POST /orders", AuthorizationKind.AwsIam));

        Check(post).ShouldBeClean();
        Check(post.WithStage(stage => stage with { Settings = [Cached with { Key = "POST /orders" }] })).ShouldFlag("'POST /orders'");
    }

    [Fact]
    public void Any_answers_GET_too()
    {
        var any = Serving(Example.Route("ANY /orders", AuthorizationKind.AwsIam));

        Check(any).ShouldFlag("'ANY /orders'");
        Check(any.AddRoute(Example.Route("GET /orders"))).ShouldBeClean("GET has a route of its own, which is open");
    }

    // Judged as deployed: what somebody is editing is not what callers meet.
    [Fact]
    public void The_deployment_says_whether_there_is_authorization() =>
        Check(Mixing.WithWorkingCopy(route => route with { Authorization = AuthorizationKind.None })).ShouldFlag("'GET /orders'");

    [Fact]
    public void Says_so_when_a_mapping_fills_the_key() =>
        Check(Keyed(Mixing, "integration.request.header.who"))
            .ShouldBeInconclusive(
                "Cache key parameter 'integration.request.header.who' holds what a mapping of the integration puts there, which the "
                    + "inventory does not have.");

    [Fact]
    public void Says_so_when_authorizers_could_not_be_read() =>
        Check(Keyed(Mixing, "method.request.querystring.session").WithApi(api => api with { Authorizers = Example.Denied }))
            .ShouldBeInconclusive("The call was denied.");

    [Fact]
    public void Says_so_when_the_integration_could_not_be_read() =>
        Check(Mixing.WithRoute(route => route with { Integration = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    private static Estate Serving(Route route) => SmallEstate.Rest(route)
        .WithStage(stage => stage with { CacheClusterEnabled = true, Settings = [Cached] })
        .AddAuthorizer(new() { Id = "a1", Name = "session", Type = AuthorizerType.Request, IdentitySources = ["method.request.querystring.session"] });

    private static Estate Keyed(Estate estate, params string[] parameters) =>
        estate.WithIntegration(integration => integration with { CacheKeyParameters = [.. parameters] });
}
