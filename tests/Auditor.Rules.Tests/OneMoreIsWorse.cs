using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Results;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Testing.Estates;

namespace Auditor.Rules.Tests;

/// <summary>
/// A finding that speaks of several things, the routes of an authorizer or the holders of a policy, is worse with one more of them: it has
/// the identity of the one that somebody knows or accepted, and is no longer that.
/// </summary>
public sealed class OneMoreIsWorse
{
    private const string Administrator = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";
    private const string Everyone = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}""";
    private const string AnyPool = $"arn:aws:cognito-idp:{Example.Region}:{Example.Account}:userpool/p";
    private const string OtherAccount = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":["444455556666"]},"Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}""";

    private static readonly Estate Unlimited = SmallEstate.Rest(Example.Route("GET /a"));
    private static readonly Estate Admin = PolicyHolders(Administrator, "a");
    private static readonly Estate Release = PolicyHolders(
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"lambda:UpdateFunctionCode","Resource":"*"}]}""", "a");

    // Rule, what is there, what came, and in which words.
    public static TheoryData<string, Estate, Estate, string> Grown => new()
    {
        { "AGW1013", Asking(Pool, "GET /a"), Asking(Pool, "GET /a", "GET /b"), "also route 'GET /b' on stage 'prod'" },
        { "AGW1014", Asking(Pool, "GET /a"), Asking(Pool, "GET /a", "GET /b"), "also route 'GET /b' on stage 'prod'" },
        {
            "AGW1008", Asking(Lambda, "GET /a", "GET /b"), Asking(Lambda, "GET /a", "GET /b", "DELETE /c"),
            "also route 'DELETE /c' on stage 'prod'"
        },
        {
            "AGW1009", Asking(Lambda with { IdentitySources = ["method.request.header.User-Agent"] }, "GET /a"),
            Asking(Lambda with { IdentitySources = ["method.request.header.User-Agent"] }, "GET /a", "GET /b"),
            "also route 'GET /b' on stage 'prod'"
        },
        { "AGW1010", AskingJwt([], "GET /a"), AskingJwt([], "GET /a", "GET /b"), "also route 'GET /b' on stage 'prod'" },
        { "AGW1012", AskingJwt(["client"], "GET /a"), AskingJwt(["client"], "GET /a", "GET /b"), "also route 'GET /b' on stage 'prod'" },
        {
            "AGW1017", WithoutFunction(Asking(Lambda, "GET /a")), WithoutFunction(Asking(Lambda, "GET /a", "GET /b")),
            "also route 'GET /b' on stage 'prod'"
        },
        { "AGW3001", Unlimited, Unlimited.AddRoute(Example.Route("GET /b")), "also route 'GET /b' on stage 'prod'" },
        { "AGW3001", Unlimited, Unlimited.AddStage(Example.RestStage("test")), "also on stage 'test'" },
        {
            "AGW4008", SmallEstate.Rest(Example.Route("POST /a")), SmallEstate.Rest(Example.Route("POST /a"), Example.Route("POST /b")),
            "also route 'POST /b' on stage 'prod'"
        },
        { "AGW5001", WithPolicy(Everyone, "GET /a"), WithPolicy(Everyone, "GET /a", "GET /b"), "also route 'GET /b' on stage 'prod'" },
        {
            "AGW5002", WithPolicy(Everyone, "GET /a").WithApi(Private), WithPolicy(Everyone, "GET /a", "GET /b").WithApi(Private),
            "also route 'GET /b' on stage 'prod'"
        },
        {
            "AGW5004", WithPolicy(OtherAccount, "GET /a"),
            WithPolicy(OtherAccount.Replace("\"444455556666\"", "\"444455556666\",\"777788889999\"", StringComparison.Ordinal), "GET /a"),
            "also account '777788889999'"
        },
        { "AGW5008", Admin, PolicyHolders(Administrator, "a", "b"), "also holder 'arn:aws:iam::111122223333:role/b'" },
        { "AGW5009", Admin, PolicyHolders(Administrator, "a", "b"), "also holder 'arn:aws:iam::111122223333:role/b'" },
        { "AGW5016", Admin, PolicyHolders(Administrator, "a", "b"), "also holder 'arn:aws:iam::111122223333:role/b'" },
        {
            "AGW5018", Release,
            PolicyHolders(
                """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["lambda:UpdateFunctionCode","iam:PutRolePolicy"],"Resource":"*"}]}""",
                "a"),
            "also action 'iam:PutRolePolicy'"
        },
        {
            "AGW6006", Logging("$context.identity.sourceIp $context.requestTime $context.status"),
            Logging("$context.requestTime $context.status"), "also gap 'the caller' on stage 'prod'"
        },
        { "AGW6008", Recording("AWS::ApiGateway::RestApi"), Recording("AWS::S3::Bucket"), "also resource type 'AWS::ApiGateway::RestApi'" },
        { "AGW7010", Variables("one"), Variables("one", "two"), "also variable 'two' on stage 'prod'" },
        { "AGW7015", Secrets("GET /a"), Secrets("GET /a", "GET /b"), "also place 'routes GET /b integration'" },
    };

    [Theory]
    [MemberData(nameof(Grown))]
    public void One_more_is_worse(string rule, Estate before, Estate after, string worse)
    {
        Worse(rule, before, after).ShouldBe([worse]);
        Worse(rule, after, before).ShouldBeEmpty("One fewer is no worse.");
        Worse(rule, after, after).ShouldBeEmpty();
    }

    // Where a sentence lists what is wrong, a program can read it, and the next run knows whether there is more of it.
    [Fact]
    public void What_a_sentence_lists_is_there_as_data()
    {
        var listing = JudgedEstates.Sample.Flagged.Concat(JudgedEstates.Worst.Flagged)
            .Where(finding => finding.Subject is not RouteSubject
                && (Lists(finding, "route") || Lists(finding, "holds it (role") || Lists(finding, "variable")))
            .ToList();

        listing.Select(finding => finding.Rule.Id).Distinct(StringComparer.Ordinal).Count().ShouldBeGreaterThan(15);
        listing.Where(finding => finding.Named is []).Select(finding => $"{finding.Rule.Id}: {finding.Message}").ShouldBeEmpty();
    }

    private static bool Lists(Finding finding, string kind) =>
        finding.Message.Contains($" {kind} '", StringComparison.Ordinal)
            || finding.Message.Contains($" {kind}s '", StringComparison.Ordinal);

    private static ImmutableArray<string> Worse(string rule, Estate before, Estate after)
    {
        var only = EveryRule.All.Where(one => one.Info.Id == rule).ToImmutableArray();
        var past = Audit.Run(before, only).Flagged.Select(PastFinding.Of).ToImmutableArray();
        past.ShouldNotBeEmpty($"{rule} flags nothing.");
        return [.. Baseline.Compare(Audit.Run(after, only), past, "yesterday.json", null).Flagged.Where(finding => finding.Status is FindingStatus.Worsened).SelectMany(finding => finding.Worse)];
    }

    private static Authorizer Pool => new() { Id = "z9", Name = "users", Type = AuthorizerType.CognitoUserPools, ProviderArns = [AnyPool] };

    private static Authorizer Lambda => new()
    {
        Id = "z9",
        Name = "lambda",
        Type = AuthorizerType.Request,
        Uri = Example.Lambda.Uri,
        IdentitySources = ["method.request.header.Authorization"],
        CacheSeconds = 300,
    };

    private static Estate Asking(Authorizer authorizer, params string[] keys) => SmallEstate
        .Rest(keys.Select(key => Example.Route(
            key,
            authorizer.Type is AuthorizerType.CognitoUserPools ? AuthorizationKind.CognitoUserPools : AuthorizationKind.Custom) with
        { AuthorizerId = "z9" }))
        .AddAuthorizer(authorizer)
        .WithScope(scope => scope with { UserPools = [new() { Arn = AnyPool, Settings = new UserPoolSettings { Name = "users", AllowsSelfSignUp = true } }] });

    private static Estate AskingJwt(ImmutableArray<string> audience, params string[] keys) => SmallEstate
        .Http(keys.Select(key => Example.Route(key, AuthorizationKind.Jwt) with { AuthorizerId = "z9" }))
        .AddAuthorizer(new() { Id = "z9", Name = "tokens", Type = AuthorizerType.Jwt, JwtIssuer = "http://issuer.example.com", JwtAudience = audience });

    private static Estate WithoutFunction(Estate estate) => estate.WithScope(scope => scope with
    {
        Functions = [new() { Arn = $"arn:aws:lambda:{Example.Region}:{Example.Account}:function:orders", Exists = false }],
    });

    private static Estate WithPolicy(string policy, params string[] keys) =>
        SmallEstate.Rest(keys.Select(key => Example.Route(key, AuthorizationKind.AwsIam)))
            .WithApi(api => api with { ResourcePolicy = policy });

    private static Api Private(Api api) => api with { EndpointType = EndpointType.Private };

    private static Estate PolicyHolders(string document, params string[] roles) => new()
    {
        CollectedAt = Example.Now,
        Accounts =
        [
            new()
            {
                Id = Example.Account,
                IdentityPolicies = ImmutableArray.Create(new IdentityPolicy
                {
                    Arn = $"arn:aws:iam::{Example.Account}:policy/wide",
                    Name = "wide",
                    Kind = IdentityPolicyKind.CustomerManaged,
                    AttachedTo = [.. roles.Select(role => $"arn:aws:iam::{Example.Account}:role/{role}")],
                    Document = document,
                }),
                Principals = roles.Select(
                    role => new Principal { Arn = $"arn:aws:iam::{Example.Account}:role/{role}", Type = PrincipalType.Role })
                    .ToImmutableArray(),
            },
        ],
        Scopes = [],
    };

    private static Estate Logging(string format) => SmallEstate.Rest(Example.Route("GET /a"))
        .WithStage(stage => stage with { AccessLog = new() { DestinationArn = $"arn:aws:logs:{Example.Region}:{Example.Account}:log-group:g", Format = format } });

    private static Estate Recording(string type) => SmallEstate.Rest(Example.Route("GET /a")).WithScope(scope => scope with
    {
        ConfigRecording = new ConfigRecording
        {
            HasDeliveryChannel = true,
            Recorders = [new() { Name = "default", Recording = true, Strategy = "INCLUSION_BY_RESOURCE_TYPES", ResourceTypes = [type] }],
        },
    });

    private static Estate Variables(params string[] names) => SmallEstate.Rest(Example.Route("GET /a"))
        .WithStage(stage => stage with { Variables = [.. names.Select(name => new StageVariable { Name = name, Redacted = true })] });

    private static Estate Secrets(params string[] keys) => SmallEstate.Rest(keys.Select(key =>
        Example.Route(key) with { Integration = (Integration?)(Example.Url("https://orders.example.com") with { SecretsIn = ["request header Authorization (bearer token)"] }) }));
}
