using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Samples;
using Auditor.Testing.Estates;
using Xunit.Abstractions;

namespace Auditor.Rules.Tests;

/// <summary>
/// How much is said about APIs as tools make them by default: one stage, no log, no web ACL, no limit, no alarm, no tracing, whatever they
/// are for. What nobody set is one remark of a kind, and what is open is told once.
/// </summary>
public sealed class Quiet(ITestOutputHelper output)
{
    private const int MostInTheMiddle = 5;

    private static readonly Authorizer Cognito = new()
    {
        Id = "au1",
        Name = "users",
        Type = AuthorizerType.CognitoUserPools,
        ProviderArns = [$"arn:aws:cognito-idp:{Example.Region}:{Example.Account}:userpool/eu-west-1_a1"],
        IdentitySources = ["method.request.header.Authorization"],
        CacheSeconds = 300,
    };

    private static readonly Authorizer Token = new()
    {
        Id = "au1",
        Name = "tokens",
        Type = AuthorizerType.Token,
        Uri = Example.Lambda.Uri,
        IdentitySources = ["method.request.header.Authorization"],
        CacheSeconds = 300,
    };

    private static readonly Authorizer Jwt = new()
    {
        Id = "au1",
        Name = "users",
        Type = AuthorizerType.Jwt,
        JwtIssuer = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_a1",
        JwtAudience = ["client"],
        IdentitySources = ["$request.header.Authorization"],
    };

    private static readonly Route Preflight = new()
    {
        Key = "OPTIONS /orders",
        Authorization = AuthorizationKind.None,
        Integration = (Integration?)Example.Mock,
    };

    /// <summary>APIs as people have them: what tools make when nobody sets anything.</summary>
    private static readonly ImmutableArray<(string What, Api Api)> Shapes =
    [
        ("SAM hello world: GET /hello, stages Prod and Stage", Rest(["Stage", "Prod"], Example.Route("GET /hello"))),
        ("CDK LambdaRestApi: ANY on everything", Rest(["prod"], Example.Route("ANY /"), Example.Route("ANY /{proxy+}"))),
        ("CDK RestApi with Cognito", Rest(
            ["prod"],
            Guarded(AuthorizationKind.CognitoUserPools, "GET /orders", "POST /orders", "GET /orders/{id}")) with { Authorizers = ImmutableArray.Create(Cognito) }),
        ("Serverless Framework: open functions on stage dev", Rest(
            ["dev"], Example.Route("GET /orders"), Example.Route("POST /orders"), Preflight)),
        ("Serverless Framework: Lambda authorizer", Rest(
            ["production"],
            [.. Guarded(AuthorizationKind.Custom, "GET /orders", "POST /orders", "DELETE /orders/{id}"), Preflight]) with { Authorizers = ImmutableArray.Create(Token) }),
        ("console: REST API with IAM", Rest(["prod"], Guarded(AuthorizationKind.AwsIam, "GET /reports", "POST /reports"))),
        ("console: REST API with API keys", Rest(
            ["v1"], [.. new[] { "GET /prices", "GET /prices/{id}" }.Select(key => Example.Route(key) with { ApiKeyRequired = true })])),
        ("REST API in front of an HTTP backend", Rest(
            ["prod"],
            [.. Guarded(AuthorizationKind.Custom, "ANY /{proxy+}").Select(route => route with { Integration = (Integration?)Example.Url("https://backend.example.com/{proxy}") })]) with { Authorizers = ImmutableArray.Create(Token) }),
        ("two stages, dev and prod, with Cognito", Rest(
            ["dev", "prod"],
            Guarded(AuthorizationKind.CognitoUserPools, "GET /orders", "POST /orders")) with { Authorizers = ImmutableArray.Create(Cognito) }),
        ("PRIVATE REST API for the own VPC", Rest(
            ["prod"],
            Example.Route("GET /orders"),
            Example.Route("POST /orders")) with { EndpointType = EndpointType.Private, VpcEndpointIds = ["vpce-1"], ResourcePolicy = OwnVpc }),
        ("console: HTTP API from a function", Http(Example.Route("ANY /orders"))),
        ("SAM HttpApi with JWT", Http(GuardedByJwt("GET /orders", "POST /orders")) with { Authorizers = ImmutableArray.Create(Jwt) }),
        ("Serverless Framework httpApi, open", Http(
            Example.Route("GET /orders"), Example.Route("POST /orders"), Example.Route("$default"))),
        ("CDK HttpApi with IAM", Http(Guarded(AuthorizationKind.AwsIam, "GET /orders", "POST /orders"))),
        ("chat: WebSocket API with a Lambda authorizer", Socket(
            AuthorizationKind.Custom) with { Authorizers = ImmutableArray.Create(Token with { Type = AuthorizerType.Request, IdentitySources = ["route.request.querystring.token"], CacheSeconds = null }) }),
        ("chat: open WebSocket API", Socket(AuthorizationKind.None)),
    ];

    private const string OwnVpc =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1"}}}]}""";

    [Fact]
    public void Half_of_the_APIs_that_tools_make_have_five_findings_at_most()
    {
        var all = Shapes.Select(shape => (shape.What, Findings: Of(shape.Api))).ToList();
        foreach (var (what, findings) in all)
        {
            output.WriteLine($"{findings.Length,2} {what}: "
                + $"{string.Join(' ', findings.GroupBy(finding => finding.Rule.Id).Select(rule => $"{rule.Key}{(rule.Count() == 1 ? "" : $"x{rule.Count()}")}:{rule.Max(finding => finding.Severity)}"))}");
        }

        foreach (var rule in all.SelectMany(api => api.Findings)
            .GroupBy(finding => finding.Rule.Id)
            .OrderByDescending(rule => rule.Count()))
        {
            output.WriteLine($"{rule.Count(),3} {rule.Key} {rule.First().Rule.Name}");
        }

        all.Select(api => api.Findings.Length).Order().ElementAt(all.Count / 2).ShouldBeLessThanOrEqualTo(MostInTheMiddle);
    }

    [Fact]
    public void Half_of_the_APIs_of_the_sample_have_five_findings_at_most()
    {
        var found = Audit.Run(AcmeEstate.Create(), EveryRule.All.Where(rule => rule.Info.OnByDefault)).Flagged
            .CountBy(finding => (finding.Subject.Identity.Account, finding.Subject.Identity.Region, finding.Subject.Identity.ApiId))
            .ToDictionary();
        ImmutableArray<int> counts =
        [
            .. AcmeEstate.Create().Scopes
                .SelectMany(scope => scope.KnownApis.Select(api => found.GetValueOrDefault((scope.Account, scope.Region, api.Id))))
                .Order(),
        ];

        output.WriteLine(string.Join(' ', counts));
        counts.Length.ShouldBeGreaterThan(30);
        counts[counts.Length / 2].ShouldBeLessThanOrEqualTo(MostInTheMiddle);
    }

    // What is counted and not listed costs nobody anything that matters.
    [Fact]
    public void Nothing_of_medium_severity_or_above_is_only_counted()
    {
        var counted = Shapes.Select(shape => Audit.Run(EstateOf(shape.Api), EveryRule.All))
            .Concat([JudgedEstates.Sample, JudgedEstates.Worst])
            .SelectMany(result => result.OnlyCounted)
            .ToList();

        counted.ShouldNotBeEmpty();
        counted.Where(finding => finding.Severity > Severity.Low)
            .Select(finding => $"{finding.Rule.Id}: {finding.Message}")
            .ShouldBeEmpty();
    }

    private static Estate EstateOf(Api api) => SmallEstate.Of(api)
        .WithScope(scope => scope with { Settings = new AccountSettings { ThrottleRate = 10_000, ThrottleBurst = 5_000, CloudWatchRoleArn = "arn:aws:iam::111122223333:role/apigateway-logs" } });

    private static ImmutableArray<Finding> Of(Api api)
    {
        return [.. Audit.Run(EstateOf(api), EveryRule.All.Where(rule => rule.Info.OnByDefault)).Flagged.Where(finding => finding.Subject is ApiSubject or StageSubject or RouteSubject or AuthorizerSubject)];
    }

    private static Api Rest(ImmutableArray<string> stages, params Route[] routes) =>
        Example.RestApi(routes) with { Stages = stages.Select(name => Example.RestStage(name)).ToImmutableArray() };

    private static Api Http(params Route[] routes) =>
        Example.HttpApi(routes) with { Stages = ImmutableArray.Create(Example.AutomaticStage("$default")) };

    private static Api Socket(AuthorizationKind authorization) => Example.WebSocketApi(
        [
            Example.Route(
                "$connect",
                authorization) with { AuthorizerId = authorization is AuthorizationKind.None ? null : "au1" }, Example.Route("$disconnect"), Example.Route("$default"), Example.Route("sendmessage"),
        ]) with
    { Stages = ImmutableArray.Create(Example.AutomaticStage("production")) };

    private static Route[] Guarded(AuthorizationKind authorization, params string[] keys) =>
        [.. keys.Select(key => Example.Route(key, authorization) with { AuthorizerId = authorization is AuthorizationKind.AwsIam ? null : "au1" })];

    private static Route[] GuardedByJwt(params string[] keys) =>
        [.. Guarded(AuthorizationKind.Jwt, keys).Select(route => route with { AuthorizationScopes = ["orders/read"] })];
}
