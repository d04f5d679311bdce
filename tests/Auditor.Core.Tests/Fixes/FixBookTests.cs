using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Fixes;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Rules.Authorization;
using Auditor.Rules.Hygiene;
using Auditor.Rules.Observability;
using Auditor.Rules.Policies;
using Auditor.Rules.Throttling;
using Auditor.Rules.Transport;

namespace Auditor.Core.Tests.Fixes;

/// <summary>The commands of a finding name what AWS told, once for each stage, and nothing of another kind of API.</summary>
public sealed class FixBookTests
{
    private static readonly Stage Prod = new() { Name = "prod" };
    private static readonly Stage Beta = new() { Name = "beta" };
    private static readonly Route Orders = new()
    {
        Key = "POST /orders/{id}",
        Id = "r3s0rc",
        Authorization = AuthorizationKind.None,
        Integration = (Integration?)null,
    };

    private static readonly Api Rest = new()
    {
        Id = "a1b2c3d4e5",
        Name = "orders",
        Kind = ApiKind.Rest,
        Stages = ImmutableArray.Create(Beta, Prod),
        Routes = ImmutableArray.Create(Orders),
        Authorizers = ImmutableArray<Authorizer>.Empty,
    };

    private static readonly Api Http = Rest with
    {
        Id = "h1b2c3d4e5",
        Kind = ApiKind.Http,
        Stages = ImmutableArray.Create(Beta with { AutoDeploy = true }, Prod),
        Routes = ImmutableArray.Create(Orders with { Id = "rt1d", IntegrationId = "1nt3g" }),
    };

    [Fact]
    public void A_route_of_a_REST_API_is_changed_by_the_id_of_its_resource_and_deployed_to_each_stage() =>
        Commands(new RouteWithoutAuthorization(), RouteOf(Rest)).ShouldBe(
        [
            "aws apigateway update-method --region eu-west-1 --rest-api-id a1b2c3d4e5 --resource-id r3s0rc --http-method POST \\\n"
                + "  --patch-operations op=replace,path=/authorizationType,value=AWS_IAM",
            "aws apigateway create-deployment --region eu-west-1 --rest-api-id a1b2c3d4e5 --stage-name beta",
            "aws apigateway create-deployment --region eu-west-1 --rest-api-id a1b2c3d4e5 --stage-name prod",
        ]);

    // Stages for HTTP APIs in API Gateway: a stage with automatic deployments enabled deploys by itself.
    [Fact]
    public void A_stage_that_deploys_automatically_is_not_deployed() => Commands(new RouteWithoutAuthorization(), RouteOf(Http)).ShouldBe(
    [
        "aws apigatewayv2 update-route --region eu-west-1 --api-id h1b2c3d4e5 --route-id rt1d --authorization-type AWS_IAM",
        "aws apigatewayv2 create-deployment --region eu-west-1 --api-id h1b2c3d4e5 --stage-name prod",
    ]);

    [Fact]
    public void An_inventory_without_ids_leaves_a_blank_and_says_how_to_fill_it()
    {
        var old = Http with { Routes = ImmutableArray.Create(Orders with { Id = null }) };
        var fix = Of(new RouteWithoutAuthorization(), RouteOf(old));

        fix.Commands[0].ShouldSatisfyAllConditions(
            first => first.Kind.ShouldBe(FixStepKind.Shows),
            first => first.Note.ShouldBe("tells YOUR_ASKING_ROUTE_ID"),
            first => first.Text.ShouldBe("aws apigatewayv2 get-routes --region eu-west-1 --api-id h1b2c3d4e5 --query "
                + "'Items[?RouteKey==`\"POST /orders/{id}\"`].RouteId' --output text"));
        fix.Commands[1].Text.ShouldContain("--route-id YOUR_ASKING_ROUTE_ID ");
        fix.Blanks.Select(blank => blank.Name).ShouldBe(["YOUR_ASKING_ROUTE_ID"]);
    }

    // Control and manage access to WebSocket APIs: authorization is asked for at $connect, and there only.
    [Fact]
    public void Of_a_WebSocket_API_the_route_that_connects_is_told_to_ask()
    {
        static string[] CommandsOf(params Route[] routes)
        {
            var api = Http with { Kind = ApiKind.WebSocket, Routes = routes.ToImmutableArray() };
            return [.. Of(new RouteWithoutAuthorization(), RouteOf(api)).Commands.Select(command => command.Text)];
        }

        var send = new Route { Key = "send", Id = "s1", Authorization = AuthorizationKind.None };
        var connect = new Route { Key = "$connect", Id = "c1", Authorization = AuthorizationKind.None };

        CommandsOf(send, connect)[0].ShouldContain("update-route --region eu-west-1 --api-id h1b2c3d4e5 --route-id c1 ");
        CommandsOf(send)[0].ShouldContain("create-route --region eu-west-1 --api-id h1b2c3d4e5 --route-key '$connect' ");
        CommandsOf(send).ShouldAllBe(command => !command.Contains("update-route", StringComparison.Ordinal));
    }

    [Fact]
    public void Stages_that_could_not_be_read_leave_a_blank()
    {
        var unread = Rest with { Stages = new Unknown("AccessDenied") };
        var texts = Commands(new ApiWithoutCustomDomain(), new ApiSubject(ScopeOf(unread), unread));
        texts.ShouldNotContain(text => text.Contains('{', StringComparison.Ordinal));
    }

    // UpdateAuthorizer replaces the whole JWT configuration: what is configured is given back.
    [Fact]
    public void The_issuer_that_is_configured_stays()
    {
        var authorizer = new Authorizer { Id = "z1", Name = "jwt", Type = AuthorizerType.Jwt, JwtIssuer = "https://acme.example/o'neil" };
        Commands(new JwtWithoutAudience(), new AuthorizerSubject(ScopeOf(Http),
            Http with { Authorizers = ImmutableArray.Create(authorizer) }, authorizer))[0]
            .ShouldContain("""--jwt-configuration '{"Issuer":"https://acme.example/o'\''neil","Audience":["YOUR_AUDIENCE"]}'""");
        var plain = authorizer with { JwtIssuer = "http://id.acme.example", JwtAudience = ["web", "a\"b"] };
        Commands(new JwtIssuerNotHttps(), new AuthorizerSubject(ScopeOf(Http), Http with { Authorizers = ImmutableArray.Create(plain) },
            plain))[0]
            .ShouldContain("""--jwt-configuration '{"Issuer":"https://id.acme.example","Audience":["web","a\"b"]}'""");
    }

    [Theory]
    [InlineData("$context.requestId", "$context.requestId $context.identity.sourceIp $context.requestTime $context.status")]
    [InlineData(
        """{"id":"$context.requestId","at":"$context.requestTimeEpoch","s":"$context.status"}""",
        """{\"id\":\"$context.requestId\",\"at\":\"$context.requestTimeEpoch\",\"s\":\"$context.status\",\"ip\":\"$context.identity.sourceIp\"}""")]
    [InlineData(
        "$context.extendedRequestId $context.identity.sourceIp $context.requestTime $context.status $context.identity.apiKey "
            + "$context.identity.apiKeyId",
        "$context.extendedRequestId $context.identity.sourceIp $context.requestTime $context.status - $context.identity.apiKeyId")]
    public void The_log_format_that_is_configured_stays_and_is_completed(string format, string completed)
    {
        var log = new AccessLog { DestinationArn = "arn:aws:logs:eu-west-1:111122223333:log-group:orders", Format = format };
        var stage = Prod with { AccessLog = log };
        var api = Rest with { Stages = ImmutableArray.Create(stage) };
        Commands(new AccessLogBlind(), new StageSubject(ScopeOf(api), api, stage))[0].ShouldContain($"\"value\":\"{completed}\"}}]'");
    }

    // A method that has settings of its own has all of them: a limit of the stage does not hold for it.
    [Fact]
    public void Settings_are_made_where_they_hold()
    {
        var stage = Prod with { Settings = [new() { Key = "*" }, new() { Key = "GET /own/~x" }] };
        var api = Rest with { Stages = ImmutableArray.Create(stage) };
        var finding = About(new StageWithoutThrottling(), new StageSubject(ScopeOf(api), api, stage)) with
        {
            Named = [NamedThings.Of("route", ["GET /a", "GET /b", "GET /own/~x"])],
        };
        string.Join('\n', new FixBook([new StageWithoutThrottling()]).Of(finding).Commands
            .Select(command => command.Text)).ShouldSatisfyAllConditions(
            text => text.ShouldContain("""'op=replace,path="/*/*/throttling/rateLimit",value=100'"""),
            text => text.ShouldContain("""'op=replace,path="/~1own~1~0x/GET/throttling/rateLimit",value=100'"""),
            text => text.ShouldNotContain("~1a/GET"));
    }

    [Fact]
    public void Several_routes_of_an_authorizer_have_one_command_each_and_one_deployment()
    {
        var authorizer = new Authorizer { Id = "z1", Name = "users", Type = AuthorizerType.CognitoUserPools };
        var routes = ImmutableArray.Create(Orders, Orders with { Key = "GET /", Id = "r00t" });
        var api = Rest with { Stages = ImmutableArray.Create(Prod), Routes = routes };
        var finding = About(new CognitoAcceptsAnyClient(), new AuthorizerSubject(ScopeOf(api), api, authorizer)) with
        {
            Named = [NamedThings.Of("route", ["POST /orders/{id}", "GET /"])],
        };
        var commands = new FixBook([new CognitoAcceptsAnyClient()]).Of(finding).Commands;
        commands.Where(command => command.IsInstead && command.Kind is FixStepKind.Changes).Select(command => command.Text.Split(' ')[8])
            .ShouldBe(["r00t", "r3s0rc"]);
        commands.Count(command => command.Kind is FixStepKind.Deploys).ShouldBe(1);
    }

    [Theory]
    [InlineData("prod; rm -rf ~", "--stage-name 'prod; rm -rf ~'")]
    [InlineData("$(id)", "--stage-name '$(id)'")]
    [InlineData("o'neil`id`", "--stage-name 'o'\\''neil`id`'")]
    [InlineData("$default", "--stage-name '$default'")]
    [InlineData("a\u202Eb", "--stage-name YOUR_STAGE")]
    [InlineData("a\nb", "--stage-name YOUR_STAGE")]
    public void A_hostile_name_is_a_value_or_a_blank(string stage, string expected)
    {
        var hostile = new Stage { Name = stage };
        var api = Rest with { Stages = ImmutableArray.Create(hostile) };
        Commands(new TracingOff(), new StageSubject(ScopeOf(api), api, hostile))[^1].ShouldContain(expected);
    }

    [Fact]
    public void The_web_ACL_that_is_named_is_changed_and_not_replaced()
    {
        const string Acl = "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/shop/11111111-2222-3333-4444-555555555555";
        var stage = Prod with { WebAclArn = Acl };
        var api = Rest with { Stages = ImmutableArray.Create(stage) };
        var texts = Commands(new Auditor.Rules.Protection.WebAclWithoutRateRule(), new StageSubject(ScopeOf(api), api, stage));
        texts[0].ShouldContain("--name shop --id 11111111-2222-3333-4444-555555555555");
        // Allow ends the evaluation (Rule actions in AWS WAF): behind a rule that allows it would see nothing.
        texts[1].ShouldContain(".Rules |= [{Name: \"rate-per-address\", Priority: 0,");
        texts[1].ShouldContain("+ map(.Priority += 1)");
    }

    // Testing and tuning your AWS WAF protections: a rule that counts may be there to label or to measure.
    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Only_rule_groups_that_count_are_made_to_block(bool isGroup, bool hasCommand)
    {
        const string Acl = "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/shop/11111111-2222-3333-4444-555555555555";
        var stage = Prod with { WebAclArn = Acl };
        var api = Rest with { Stages = ImmutableArray.Create(stage) };
        var rule = new WafRule
        {
            Name = "count",
            Action = WafAction.Count,
            Statement = isGroup ? "ManagedRuleGroupStatement" : "IPSetReferenceStatement",
            ManagedGroup = isGroup ? "AWS/AWSManagedRulesCommonRuleSet" : null,
        };
        var scope = ScopeOf(api) with
        {
            WebAcls =
            [
                new() { Arn = Acl, Definition = new WebAclDefinition { Name = "shop", DefaultAction = WafAction.Allow, Rules = [rule] } },
            ],
        };

        var commands = Commands(new Auditor.Rules.Protection.WebAclBlocksNothing(), new StageSubject(scope, api, stage));

        commands.Any(text => text.Contains("update-web-acl", StringComparison.Ordinal)).ShouldBe(hasCommand);
        commands.ShouldAllBe(text => !text.Contains("{Block: {}}", StringComparison.Ordinal));
    }

    // Callers of an API whose routes ask for tokens have tokens, and no AWS credentials to sign with.
    [Fact]
    public void A_route_is_guarded_as_the_others_of_its_API_are()
    {
        static Route Guarded(string key) => new()
        {
            Key = key,
            Id = key,
            Authorization = AuthorizationKind.CognitoUserPools,
            AuthorizerId = "z1",
        };
        var signed = Orders with { Key = "GET /c", Authorization = AuthorizationKind.AwsIam };
        var rest = Rest with { Routes = ImmutableArray.Create(Orders, Guarded("GET /a"), Guarded("GET /b"), signed) };
        var http = Http with
        {
            Routes = ImmutableArray.Create(
                Http.Routes.Value[0], new Route { Key = "GET /a", Authorization = AuthorizationKind.Jwt, AuthorizerId = "j1" }),
        };
        foreach (var rule in new Rule[] { new RouteWithoutAuthorization(), new VerbWeakerThanAny(), new OpenCatchAll() })
        {
            Commands(rule, RouteOf(rest))[0].ShouldEndWith(
                "op=replace,path=/authorizationType,value=COGNITO_USER_POOLS op=replace,path=/authorizerId,value=z1");
            Commands(rule, RouteOf(http))[0].ShouldEndWith("--authorization-type JWT --authorizer-id j1");
            Commands(rule, RouteOf(rest)).ShouldAllBe(text => !text.Contains("AWS_IAM", StringComparison.Ordinal));
        }
    }

    // Deploy REST APIs in API Gateway: what is saved acts with the next deployment.
    [Fact]
    public void What_is_saved_with_authorization_or_deleted_is_only_deployed()
    {
        var saved = Rest with
        {
            Routes = ImmutableArray.Create(Orders with { Authorization = AuthorizationKind.Custom, AuthorizerId = "z1" }),
        };
        var gone = Rest with { Routes = ImmutableArray<Route>.Empty };
        string[] deployments =
        [
            "aws apigateway create-deployment --region eu-west-1 --rest-api-id a1b2c3d4e5 --stage-name beta",
            "aws apigateway create-deployment --region eu-west-1 --rest-api-id a1b2c3d4e5 --stage-name prod",
        ];

        Commands(new RouteWithoutAuthorization(), RouteOf(saved)).ShouldBe(deployments);
        Commands(new RouteWithoutAuthorization(), RouteOf(gone)).ShouldBe(deployments);
    }

    // Disable an API Gateway canary release: what only the canary serves goes with it, and a deployment would leave it there.
    [Fact]
    public void What_only_a_canary_serves_goes_with_the_canary()
    {
        var saved = Rest with
        {
            Stages = ImmutableArray.Create(Prod),
            Routes = ImmutableArray.Create(Orders with { Authorization = AuthorizationKind.AwsIam }),
        };
        var finding = About(new RouteWithoutAuthorization(), RouteOf(saved)) with
        {
            FixValues = ImmutableDictionary<string, string>.Empty.Add("canaryRoute", Orders.Key),
        };

        new FixBook([new RouteWithoutAuthorization()]).Of(finding).Commands.Select(command => command.Text).ShouldBe(
        [
            "aws apigateway update-stage --region eu-west-1 --rest-api-id a1b2c3d4e5 --stage-name prod "
                + "--patch-operations op=remove,path=/canarySettings",
        ]);
    }

    // Configure CORS for HTTP APIs: an OPTIONS route without authorization keeps preflights from $default's authorizer.
    [Theory]
    [InlineData("$default", AuthorizationKind.Jwt, false)]
    [InlineData("ANY /{proxy+}", AuthorizationKind.Custom, false)]
    [InlineData("$default", AuthorizationKind.None, true)]
    [InlineData("GET /orders", AuthorizationKind.Jwt, true)]
    public void A_route_that_keeps_preflights_from_an_authorizer_stays(string other, AuthorizationKind authorization, bool isDeleted)
    {
        var options = new Route { Key = "OPTIONS /{proxy+}", Id = "opt1", Authorization = AuthorizationKind.None };
        var api = Http with { Routes = ImmutableArray.Create(options, new Route { Key = other, Authorization = authorization }) };
        var subject = new RouteSubject(ScopeOf(api), api, options.Key, [new DeployedRoute(ScopeOf(api), api, Prod, options, Basis.Live)]);

        var commands = Commands(new OptionsReachesBackend(), subject);

        commands.ShouldContain(text => text.Contains("update-api", StringComparison.Ordinal));
        commands.Any(text => text.Contains("delete-route", StringComparison.Ordinal)).ShouldBe(isDeleted);
    }

    // Control access to a REST API with IAM permissions: the source ARN of an authorizer is {api}/authorizers/{id}.
    [Fact]
    public void All_that_calls_a_function_keeps_its_way_in()
    {
        const string Arn = "arn:aws:lambda:eu-west-1:111122223333:function:shop";
        static string Uri(string function) => $"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{function}/invocations";
        static Integration Calling(string function) => new() { Type = IntegrationType.AwsProxy, Uri = Uri(function) };
        var deployed = new DeployedDefinition
        {
            Routes = [Orders with { Key = "GET /live", Integration = Calling(Arn) }],
            Authorizers = [new() { Id = "old-name", Name = "old-name", Type = AuthorizerType.Token, Uri = Uri(Arn) }],
        };
        var api = Rest with
        {
            Stages = ImmutableArray.Create(Prod with { DeploymentId = "d2", Variables = [new() { Name = "f", Value = "shop" }] }),
            Deployments =
            [
                new()
                {
                    Id = "d1",
                    Definition = deployed with { Routes = [Orders with { Key = "GET /past", Integration = Calling(Arn) }] },
                },
                new() { Id = "d2", Definition = deployed },
            ],
            Routes = ImmutableArray.Create(
                Orders with { Integration = Calling(Arn) },
                Orders with
                {
                    Key = "ANY /v/{id}",
                    Integration = Calling(Arn.Replace(":shop", ":${stageVariables.f}", StringComparison.Ordinal)),
                },
                Orders with { Key = "GET /other", Integration = Calling($"{Arn}ping") }),
            Authorizers = ImmutableArray.Create(new Authorizer { Id = "au", Name = "tokens", Type = AuthorizerType.Token, Uri = Uri(Arn) }),
        };
        var subject = new FunctionSubject(ScopeOf(api), new Function { Arn = Arn });

        Commands(new LambdaPermissionWithoutSource(), subject)
            .Select(text => text.Split("--source-arn ") is [_, var rest] ? rest.Split(' ')[0].Trim('\'', '\\', '\n') : null)
            .OfType<string>()
            .ShouldBe(
            [
                "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/*/POST/orders/*",
                "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/*/*/v/*",
                "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/*/GET/live",
                "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/authorizers/au",
                "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/authorizers/*",
            ]);
    }

    [Fact]
    public void What_is_another_thing_than_the_finding_is_about_has_no_command()
    {
        var key = new ApiKeySubject(ScopeOf(Rest), new ApiKey { Id = "k1", Name = "partner" });
        Commands(new Orphan(), key).ShouldBe(["aws apigateway delete-api-key --region eu-west-1 --api-key k1"]);
        var link = new VpcLinkSubject(ScopeOf(Rest), new VpcLink { Id = "v1", Name = "link", IsV2 = true });
        Commands(new Orphan(), link).ShouldBe(["aws apigatewayv2 delete-vpc-link --region eu-west-1 --vpc-link-id v1"]);
    }

    [Fact]
    public void An_inline_policy_is_written_to_the_one_that_holds_it()
    {
        var policy = new IdentityPolicy
        {
            Arn = "arn:aws:iam::111122223333:user/teams/ops/tom/policy/everything",
            Name = "everything",
            Kind = IdentityPolicyKind.Inline,
        };
        var texts = Commands(new IamPolicyChangesAnyApi(), new IdentityPolicySubject(new Account { Id = "111122223333" }, policy));
        texts.ShouldContain("aws iam put-user-policy --user-name tom --policy-name everything --policy-document file://YOUR_POLICY_FILE");
        texts.ShouldAllBe(text => !text.Contains("role", StringComparison.Ordinal) && !text.Contains("group", StringComparison.Ordinal));
    }

    // AWS knows nothing of what is only planned.
    [Fact]
    public void What_stands_in_a_template_has_snippets_and_no_commands()
    {
        var live = About(new ApiKeyAsOnlyCredential(), new StageSubject(ScopeOf(Rest), Rest, Prod));
        var finding = live with { Source = new("template.yaml", 1, 1, 1, 2) };
        var fix = new FixBook([new ApiKeyAsOnlyCredential()]).Of(finding);
        fix.Commands.ShouldBeEmpty();
        fix.Snippets.Select(snippet => snippet.Language).ShouldBe([SnippetLanguage.CloudFormation, SnippetLanguage.Terraform]);
        fix.Suppress.ShouldBe($"auditor suppress {finding.Fingerprint} --reason \"\"");
    }

    [Fact]
    public void What_was_kept_of_a_finding_says_the_same_when_nothing_else_is_left()
    {
        var book = new FixBook([new RouteWithoutAuthorization()]);
        var finding = About(new RouteWithoutAuthorization(), RouteOf(Rest));
        var bare = new Api { Id = Rest.Id, Name = Rest.Name, Kind = Rest.Kind };
        var alone = new RouteSubject(ScopeOf(bare), bare, Orders.Key, []);

        var kept = book.Of(book.Kept(finding) with { Subject = alone });

        kept.Commands.Length.ShouldBeGreaterThan(1);
        JsonSerializer.Serialize(kept).ShouldBe(JsonSerializer.Serialize(book.Of(finding)));
        JsonSerializer.Serialize(book.Of(finding with { Subject = alone })).ShouldNotBe(JsonSerializer.Serialize(kept));
    }

    private static IReadOnlyList<string> Commands(Rule rule, Subject subject) => [.. Of(rule, subject).Commands
        .Select(command => command.Text)];

    private static Fix Of(Rule rule, Subject subject) => new FixBook([rule]).Of(About(rule, subject));

    private static Finding About(Rule rule, Subject subject) =>
        new Probe(rule.Info).Run(subject, new RuleContext(default, new ExposureMap(new() { CollectedAt = default }))).Single();

    private static RouteSubject RouteOf(Api api) => new(
        ScopeOf(api),
        api,
        Orders.Key,
        [.. api.Stages.Value.Select(stage => new DeployedRoute(ScopeOf(api), api, stage, Orders with { Id = null }, Basis.Deployment))]);

    private static Scope ScopeOf(Api api) => new()
    {
        Account = "111122223333",
        Region = "eu-west-1",
        RestApis = Only(api, api.IsRest),
        HttpAndWebSocketApis = Only(api, !api.IsRest),
    };

    private static ImmutableArray<Api> Only(Api api, bool isThere) => isThere ? [api] : [];

    private sealed class Probe(RuleInfo info) : Rule<Subject>(info)
    {
        protected override IEnumerable<Finding> Check(Subject subject, RuleContext context) => [Flag(subject, "It is wrong.")];
    }
}
