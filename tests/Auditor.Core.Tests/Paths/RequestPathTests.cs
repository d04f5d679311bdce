using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Paths;
using Auditor.Testing.Estates;

namespace Auditor.Core.Tests.Paths;

public sealed class RequestPathTests
{
    private const string Office =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*",
        "Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}]}
        """;

    private const string AclArn = "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/front/0a1b";

    private static readonly Api Rest = Example.RestApi(Example.Route("GET /orders"));

    private static readonly Api Http = Example.HttpApi(
        Example.Route("GET /orders", AuthorizationKind.Jwt) with { AuthorizerId = "a1" }) with
    {
        Authorizers = ImmutableArray.Create(new Authorizer { Id = "a1", Name = "users", Type = AuthorizerType.Jwt }),
    };

    // How a step is written: its kind, its state, a star where it decides, brackets where no request gets.
    public static TheoryData<string, Api, string, string> Paths => new()
    {
        {
            "nothing asks for anything",
            Rest,
            "Name:Passes Stage:Passes WebAcl:Open Route:Passes ResourcePolicy:Open Authorizer:Open* Integration:Passes",
            "Open at the authorizer: NONE."
        },
        {
            // "Choose between REST APIs and HTTP APIs": HTTP APIs have neither resource policies nor AWS WAF.
            "an HTTP API has no web ACL and no policy to draw",
            Http,
            "Name:Passes Stage:Passes Route:Passes Authorizer:Narrows* Integration:Passes",
            "Held by the authorizer: JWT 'users'."
        },
        {
            // "API Gateway resource policy examples".
            "a policy lets in one network",
            Rest with { ResourcePolicy = Office },
            "Name:Passes Stage:Passes WebAcl:Open Route:Passes ResourcePolicy:Narrows* Authorizer:Open Integration:Passes",
            "Held by the resource policy: policy of the API."
        },
        {
            // "Private REST APIs in API Gateway": without a resource policy, all traffic is denied.
            "a private API without a policy",
            Rest with { EndpointType = EndpointType.Private },
            "Name:Narrows Stage:Passes WebAcl:Open Route:Passes ResourcePolicy:Stops* [Authorizer:Open] [Integration:Passes]",
            "Stopped at the resource policy: none."
        },
        {
            // "Usage plans and API keys for REST APIs": do not use API keys for authorization.
            "an API key is no authorization",
            Example.RestApi(Example.Route("GET /orders") with { ApiKeyRequired = true }),
            "Name:Passes Stage:Passes WebAcl:Open Route:Passes ResourcePolicy:Open Authorizer:Open* ApiKey:Narrows Integration:Passes",
            "Open at the authorizer: NONE."
        },
        {
            // "Disable the default endpoint for REST APIs".
            "no name leads there",
            Rest with { DisableExecuteApiEndpoint = true },
            "Name:Stops* [Stage:Passes] [WebAcl:Open] [Route:Passes] [ResourcePolicy:Open] [Authorizer:Open] [Integration:Passes]",
            "Stopped at the name: none."
        },
        {
            // "Control access to a REST API with IAM permissions": only principals of the own account, without a resource policy.
            "IAM",
            Example.RestApi(Example.Route("GET /orders", AuthorizationKind.AwsIam)),
            "Name:Passes Stage:Passes WebAcl:Open Route:Passes ResourcePolicy:Open Authorizer:Narrows* Integration:Passes",
            "Held by the authorizer: AWS_IAM."
        },
        {
            "a web ACL that was not read",
            Rest with { Stages = ImmutableArray.Create(Example.RestStage() with { WebAclArn = AclArn }) },
            "Name:Passes Stage:Passes WebAcl:Unknown* Route:Passes ResourcePolicy:Open Authorizer:Open Integration:Passes",
            "Could not tell: The call was denied."
        },
        {
            // That 0 answers 429: terraform-provider-aws issue 14742, pulumi-aws issue 2363.
            "a limit that lets no request through",
            Http with
            {
                Routes = ImmutableArray.Create(Example.Route("GET /orders")),
                Stages = Http.Stages.Select(stages => stages.Select(
                    stage => stage with { Settings = [new() { Key = RouteSettings.DefaultKey, ThrottlingRate = 0 }] }).ToImmutableArray()),
            },
            "Name:Passes Stage:Passes Route:Passes Authorizer:Open Throttling:Stops* [Integration:Passes]",
            "Stopped at the limit: 0 requests per second, burst not set."
        },
        {
            // "WebSocket APIs: control access": authorization is asked for at $connect only.
            "a WebSocket API without $connect",
            Example.WebSocketApi(Example.Route("send")),
            "Name:Passes Stage:Passes Route:Passes Authorizer:Open* Integration:Passes",
            "Open at the authorizer: NONE."
        },
    };

    [Theory, MemberData(nameof(Paths))]
    public void Is_the_walk_step_by_step_and_marks_the_one_that_decides(string what, Api api, string steps, string summary)
    {
        var path = Of(Scope(api)).Single();

        string.Join(' ', path.Steps.Select(Text)).ShouldBe(steps, what);
        path.Summary.ShouldBe(summary, what);
    }

    // "How to turn on mutual TLS authentication for your REST APIs": switch off the default endpoint, which asks for no certificate.
    [Fact]
    public void A_client_certificate_is_asked_for_at_the_name()
    {
        var scope = Scope(Rest with { DisableExecuteApiEndpoint = true }) with
        {
            Domains = ImmutableArray.Create(Example.Domain() with { MutualTls = new() { TruststoreUri = "s3://trust/store.pem" } }),
        };

        var path = Of(scope).Single();

        (path.Steps[0].Title, path.Steps[0].State, path.Steps[0].IsDecisive).ShouldBe(("api.example.com", PathStepState.Narrows, true));
        path.Steps[0].LetsThrough.ShouldBe("callers with a client certificate");
        path.Steps[0].Thing.ShouldBe("https://api.example.com");
        path.IsOpen.ShouldBeFalse();
    }

    [Fact]
    public void Every_name_of_the_stage_is_known_and_the_first_step_says_how_many_there_are()
    {
        var path = Of(Scope(Rest) with { Domains = ImmutableArray.Create(Example.Domain(), Example.Domain("b.example.com")) }).Single();

        path.Names.Length.ShouldBe(3);
        path.Steps[0].LetsThrough.ShouldBe("anyone on the internet; and 2 more names");
    }

    [Fact]
    public void A_web_ACL_is_called_by_its_name_and_says_whom_it_keeps_out()
    {
        var acl = new WebAcl { Arn = AclArn, Definition = new WebAclDefinition { Name = "front", DefaultAction = WafAction.Block } };
        var api = Rest with { Stages = ImmutableArray.Create(Example.RestStage() with { WebAclArn = AclArn }) };

        var path = Of(Scope(api) with { WebAcls = [acl] }).Single();

        var step = path.Steps.Single(each => each.Kind is PathStepKind.WebAcl);
        (step.Title, step.State, step.IsDecisive).ShouldBe(("front", PathStepState.Stops, true));
        path.Steps[^1].IsReached.ShouldBeFalse();
    }

    [Fact]
    public void A_backend_of_another_account_and_the_role_that_calls_it_are_named()
    {
        var integration = Example.Lambda with
        {
            Uri = Example.Lambda.Uri?.Replace(Example.Account, "999988887777", StringComparison.Ordinal),
            CredentialsArn = "arn:aws:iam::111122223333:role/caller",
        };
        var api = Example.HttpApi(Example.Route("GET /orders") with { Integration = (Integration?)integration });

        Of(Scope(api)).Single().Steps[^1].LetsThrough
            .ShouldBe("in account '999988887777', called as 'arn:aws:iam::111122223333:role/caller'");
        BackendAccount.Of(integration, Example.Account).ShouldBe("999988887777");
        BackendAccount.Of(Example.Url("https://shop.example/111122223333"), Example.Account).ShouldBeNull();
    }

    [Fact]
    public void What_was_not_read_is_a_step_that_says_why()
    {
        var route = Example.Route("GET /orders") with { Authorization = Example.Denied, Integration = Example.Denied };

        var path = Of(Scope(Example.HttpApi(route))).Single();

        path.Steps.Where(step => step.State is PathStepState.Unknown).Select(step => (step.Kind, step.LetsThrough)).ShouldBe(
            [(PathStepKind.Authorizer, "The call was denied."), (PathStepKind.Integration, "The call was denied.")]);
        path.IsOpen.ShouldBeFalse();
    }

    [Fact]
    public void The_paths_of_an_API_are_one_with_what_differs_counted()
    {
        var api = Http with
        {
            Routes = ImmutableArray.Create(
                Example.Route("GET /a", AuthorizationKind.Jwt) with { AuthorizerId = "a1" },
                Example.Route("GET /b", AuthorizationKind.Jwt) with { AuthorizerId = "a1" },
                Example.Route("POST /c")),
        };

        var steps = ApiPath.Of([.. Of(Scope(api))]);

        steps.Select(step => $"{step.Title}|{step.LetsThrough}|{step.State}{(step.IsDecisive ? "*" : "")}").ShouldBe(
        [
            "a1b2c3.execute-api.eu-west-1.amazonaws.com/prod|anyone on the internet|Passes",
            "prod|serves the live configuration|Passes",
            "3 routes|1 open: POST /c|Passes",
            "2 kinds of authorization|open for 1 of 3: NONE (1), JWT 'users' (2)|Open*",
            "Lambda function 'orders'||Passes",
        ]);
        ApiPath.Of([]).ShouldBeEmpty();
    }

    [Fact]
    public void The_picture_of_an_API_has_all_its_names_and_counts_routes_of_stages()
    {
        var api = Rest with { Stages = ImmutableArray.Create(Rest.Stages.Value[0], Rest.Stages.Value[0] with { Name = "batch" }) };
        var domain = Example.Domain("b2b.example.com") with { MutualTls = new() { TruststoreUri = "s3://b/t.pem" } };
        var scope = Scope(api) with { Domains = ImmutableArray.Create(domain) };
        var map = new ExposureMap(new() { CollectedAt = Example.Now, Scopes = [scope] });
        var routes = api.Stages.Value.SelectMany(stage => map.RoutesOf(scope, api, stage).Value);

        var name = ApiPath.Of([.. routes.Select(route => RequestPath.Of(map, route, map.Of(route)))])[0];

        name.Title.ShouldBe("3 names");
        name.LetsThrough.ShouldContain("b2b.example.com with a client certificate");
    }

    private static Scope Scope(Api api) => new()
    {
        Account = Example.Account,
        Region = Example.Region,
        RestApis = Where(api, api.IsRest),
        HttpAndWebSocketApis = Where(api, !api.IsRest),
        Domains = ImmutableArray<Domain>.Empty,
        UsagePlans = ImmutableArray.Create(Example.UsagePlan()),
        ApiKeys = ImmutableArray.Create(new ApiKey { Id = "k1", Name = "partner", Enabled = true }),
        WebAcls = [new WebAcl { Arn = AclArn, Definition = Example.Denied }],
    };

    private static ImmutableArray<Api> Where(Api api, bool isThere) => isThere ? [api] : [];

    private static IEnumerable<RequestPath> Of(Scope scope)
    {
        var map = new ExposureMap(new() { CollectedAt = Example.Now, Scopes = [scope] });
        var api = scope.KnownApis.Single();
        return map.RoutesOf(scope, api, api.Stages.Value[0]).Value.Select(route => RequestPath.Of(map, route, map.Of(route)));
    }

    private static string Text(PathStep step)
    {
        var text = $"{step.Kind}:{step.State}{(step.IsDecisive ? "*" : "")}";
        return step.IsReached ? text : $"[{text}]";
    }
}
