using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Testing.Estates;

namespace Auditor.Rules.Tests;

/// <summary>No rule asks a kind of API for what that kind cannot have (aws-facts.md C.3, H, I).</summary>
public sealed class KindsOfApi
{
    // What only REST APIs have: no web ACL, no client certificate, no TLS policy of their own, no validators, no execution log, no tracing,
    // no cache.
    private static readonly ImmutableArray<string> OnlyRest =
    [
        "AGW2005", "AGW2007", "AGW2010", "AGW2011", "AGW2014", "AGW4001", "AGW4002", "AGW4003", "AGW4004", "AGW4005", "AGW4006", "AGW4008",
        "AGW5001", "AGW5003", "AGW6005", "AGW7007", "AGW7009",
    ];

    // API keys and usage plans, and the log that API Gateway writes itself, are of REST and WebSocket APIs.
    private static readonly ImmutableArray<string> NotHttp = [.. OnlyRest, "AGW1002", "AGW3003", "AGW6002", "AGW6003"];

    // Paths, verbs and tokens: a WebSocket API asks once, at '$connect'.
    private static readonly ImmutableArray<string> NotWebSocket =
    [
        .. OnlyRest, "AGW1003", "AGW1004", "AGW1005", "AGW1008", "AGW1010", "AGW1011", "AGW1012", "AGW1013", "AGW1016", "AGW7011",
    ];

    /// <summary>
    /// Each kind, and rules that cannot be about it: those that AWS's documentation settles, and those that say so themselves.
    /// </summary>
    public static TheoryData<ApiKind, string> CannotBeAbout
    {
        get
        {
            var says = EveryRule.All.SelectMany(rule => Enum.GetValues<ApiKind>()
                .Except(rule.Info.AppliesTo)
                .Select(kind => (Kind: kind, rule.Info.Id)));
            var data = new TheoryData<ApiKind, string>();
            foreach (var (kind, id) in NotHttp.Select(id => (Kind: ApiKind.Http, Id: id))
                .Concat(NotWebSocket.Select(id => (ApiKind.WebSocket, id)))
                .Union(says))
            {
                data.Add(kind, id);
            }

            return data;
        }
    }

    private static readonly Stage Bare = Example.AutomaticStage() with
    {
        WebAclArn = "counting",
        ClientCertificateId = "client",
        CacheClusterEnabled = true,
        Settings = [new() { Key = RouteSettings.DefaultKey, LoggingLevel = "OFF", DataTraceEnabled = true, CachingEnabled = true }],
    };

    private static readonly ImmutableDictionary<ApiKind, ImmutableArray<string>> Speaking = new[]
    {
        Example.HttpApi(Everything("GET /admin"), Everything("$default")),
        Example.WebSocketApi(Everything("$connect"), Everything("$default"), Everything("admin")),
        Example.RestApi(Everything("GET /admin"), Everything("OPTIONS /admin")) with { SecurityPolicy = "TLS_1_0" },
    }.ToImmutableDictionary(api => api.Kind, RulesThatSpeak);

    [Theory]
    [MemberData(nameof(CannotBeAbout))]
    public void A_kind_of_API_is_asked_for_nothing_that_it_cannot_have(ApiKind kind, string ruleId) =>
        Speaking[kind].ShouldNotContain(ruleId);

    // The same, of a kind that can have it, is found: the two tests above test something.
    [Fact]
    public void A_REST_API_is_asked_for_it()
    {
        ImmutableArray<string> expected = ["AGW1002", "AGW1003", "AGW2005", "AGW4002", "AGW6002", "AGW6003", "AGW6005", "AGW7007"];

        expected.Except(Speaking[ApiKind.Rest], StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void Only_connect_of_a_WebSocket_API_can_have_authorization()
    {
        var guarded = SmallEstate.Of(Example.WebSocketApi(
            Example.Route("$connect", AuthorizationKind.AwsIam),
            Example.Route("$disconnect"),
            Example.Route("$default"),
            Example.Route("send")));

        Audit.Run(guarded, EveryRule.All.Where(rule => rule.Info.Category is Category.Authorization)).Flagged.ShouldBeEmpty();
    }

    private static Route Everything(string key) => Example.Route(key) with
    {
        ApiKeyRequired = true,
        RequiredParameters = ["method.request.querystring.page"],
        Integration = Example.Url("https://backend.example.com") with { InsecureSkipVerification = true },
    };

    private static ImmutableArray<string> RulesThatSpeak(Api api)
    {
        var estate = SmallEstate.Of(api with
        {
            Stages = ImmutableArray.Create(Bare with { DeploymentId = api.IsRest ? Example.DeploymentId : null, AutoDeploy = !api.IsRest }),
            ResourcePolicy = """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}""",
            Authorizers = ImmutableArray.Create(
                new Authorizer { Id = "z9", Name = "users", Type = AuthorizerType.Request, CacheSeconds = 300 }),
        }).WithScope(scope => scope with { UsagePlans = ImmutableArray.Create(Example.UsagePlan()), WebAcls = [new() { Arn = "counting", IsLogged = false, Definition = new WebAclDefinition { Name = "counting", DefaultAction = WafAction.Allow } }] });
        var result = Audit.Run(estate, EveryRule.All);
        return
        [
            .. result.Findings.Concat(result.OnlyCounted)
                .Where(finding => finding.Subject.Identity.ApiId == api.Id)
                .Select(finding => finding.Rule.Id)
                .Distinct(StringComparer.Ordinal),
        ];
    }
}
