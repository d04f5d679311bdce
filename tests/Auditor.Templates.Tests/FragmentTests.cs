using System.Text;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;

namespace Auditor.Templates.Tests;

/// <summary>
/// What most pull requests change: a few resources, whose neighbours are elsewhere. The line is that of the property that is wrong, or of
/// the resource.
/// </summary>
public sealed class FragmentTests
{
    public static TheoryData<string, string, string, string> Fragments => new()
    {
        {
            // AWS::ApiGateway::Method: the resource and the API are imported.
            "a method alone", """
            Resources:
              Method:
                Type: AWS::ApiGateway::Method
                Properties:
                  HttpMethod: POST
                  AuthorizationType: NONE
                  ResourceId: !ImportValue Res
                  RestApiId: !ImportValue Api
            """, "AGW1001:6", "AGW1002 AGW4001 AGW6001"
        },
        {
            "a method that asks for a signature", """
            Resources:
              Method:
                Type: AWS::ApiGateway::Method
                Properties: { HttpMethod: POST, AuthorizationType: AWS_IAM, ResourceId: !ImportValue Res, RestApiId: !ImportValue Api }
            """, "", "AGW1001"
        },
        {
            // AWS::ApiGateway::Stage MethodSetting: the settings of '/*' and '*' are those of every method.
            "a stage alone", """
            Resources:
              Stage:
                Type: AWS::ApiGateway::Stage
                Properties:
                  RestApiId: abc
                  DeploymentId: def
                  StageName: prod
                  CacheClusterEnabled: true
                  CacheClusterSize: "0.5"
                  MethodSettings:
                    - { HttpMethod: "*", ResourcePath: "/*", CachingEnabled: true, CacheDataEncrypted: false, DataTraceEnabled: true, LoggingLevel: INFO }
            """, "AGW6001:2 AGW7007:11 AGW6003:11", "AGW6002"
        },
        {
            "a stage with a log", """
            Resources:
              Stage:
                Type: AWS::ApiGateway::Stage
                Properties:
                  RestApiId: !ImportValue Api
                  DeploymentId: !ImportValue Deployment
                  StageName: prod
                  TracingEnabled: true
                  AccessLogSetting: { DestinationArn: !ImportValue Log, Format: "$context.requestId" }
            """, "", "AGW6001 AGW6005"
        },
        {
            // AWS::ApiGateway::DomainName and AWS::ApiGatewayV2::DomainName DomainNameConfiguration: SecurityPolicy.
            "two domain names", """
            Resources:
              Rest:
                Type: AWS::ApiGateway::DomainName
                Properties:
                  DomainName: a.example.com
                  SecurityPolicy: TLS_1_0
                  EndpointConfiguration: { Types: [EDGE] }
              Http:
                Type: AWS::ApiGatewayV2::DomainName
                Properties:
                  DomainName: b.example.com
                  DomainNameConfigurations:
                    - EndpointType: REGIONAL
                      SecurityPolicy: TLS_1_0
            """, "AGW2004:6 AGW2004:14", "AGW1001"
        },
        {
            "a usage plan without limits", """
            Resources:
              Plan:
                Type: AWS::ApiGateway::UsagePlan
                Properties: { UsagePlanName: gold }
            """, "AGW3002:2", "AGW3001"
        },
        {
            // AWS::Lambda::Permission: without SourceArn and SourceAccount anyone may call, for any API.
            "a function's permission", """
            Resources:
              Permission:
                Type: AWS::Lambda::Permission
                Properties:
                  FunctionName: orders
                  Action: lambda:InvokeFunction
                  Principal: apigateway.amazonaws.com
            """, "AGW5012:2", "AGW5013"
        },
        {
            "an HTTP API in three resources", """
            Resources:
              Api:
                Type: AWS::ApiGatewayV2::Api
                Properties: { Name: pets, ProtocolType: HTTP }
              Route:
                Type: AWS::ApiGatewayV2::Route
                Properties:
                  ApiId: !Ref Api
                  RouteKey: GET /pets
                  Target: !Sub integrations/${Backend}
              Backend:
                Type: AWS::ApiGatewayV2::Integration
                Properties:
                  ApiId: !Ref Api
                  IntegrationType: HTTP_PROXY
                  IntegrationUri: http://backend.example.com
            """, "AGW1001:5 AGW2006:16", "AGW6005"
        },
        {
            // Controlling access with resource policies: an address list is all that stands before NONE.
            "an API whose policy names addresses", """
            Resources:
              Api:
                Type: AWS::ApiGateway::RestApi
                Properties:
                  Name: orders
                  Policy:
                    Statement:
                      - { Effect: Allow, Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*", Condition: { IpAddress: { "aws:SourceIp": [203.0.113.0/24] } } }
              Method:
                Type: AWS::ApiGateway::Method
                Properties:
                  RestApiId: !Ref Api
                  ResourceId: !GetAtt Api.RootResourceId
                  HttpMethod: POST
                  AuthorizationType: NONE
                  Integration: { Type: HTTP, IntegrationHttpMethod: POST, Uri: "https://backend.example.com" }
              Deployment:
                Type: AWS::ApiGateway::Deployment
                DependsOn: Method
                Properties: { RestApiId: !Ref Api, StageName: prod }
            """, "AGW1001:15 AGW4001:17", "AGW5001"
        },
        {
            // AWS::ApiGateway::Stage: each has a log, tracing and a web ACL of its own, and lines of its own where it is mended.
            "two stages of one API", """
            Resources:
              Test:
                Type: AWS::ApiGateway::Stage
                Properties: { RestApiId: abc, StageName: test }
              Live:
                Type: AWS::ApiGateway::Stage
                Properties: { RestApiId: abc, StageName: live }
              Nameless:
                Type: AWS::ApiGateway::Stage
                Properties: { RestApiId: abc, StageName: !Ref Name }
              SameParameter:
                Type: AWS::ApiGateway::Stage
                Properties: { RestApiId: abc, StageName: !Ref Name }
            """, "AGW6001:2 AGW6001:5 AGW6001:8 AGW6001:11 AGW4001:8 AGW4001:11", "AGW6003"
        },
        {
            "two stages of an HTTP API", """
            Resources:
              Test: { Type: AWS::ApiGatewayV2::Stage, Properties: { ApiId: abc, StageName: test } }
              Live: { Type: AWS::ApiGatewayV2::Stage, Properties: { ApiId: abc, StageName: live } }
              Nameless: { Type: AWS::ApiGatewayV2::Stage, Properties: { ApiId: abc, StageName: !Ref Name } }
              SameParameter: { Type: AWS::ApiGatewayV2::Stage, Properties: { ApiId: abc, StageName: !Ref Name } }
            """, "AGW6001:2 AGW6001:3 AGW6001:4 AGW6001:5", "AGW6002"
        },
        {
            // AWS::ApiGateway::Method: two with the same verb are two where the paths of their resources are not known.
            "methods of imported resources", """
            Resources:
              One:
                Type: AWS::ApiGateway::Method
                Properties: { RestApiId: !ImportValue Api, ResourceId: !ImportValue A, HttpMethod: GET, AuthorizationType: NONE }
              Two:
                Type: AWS::ApiGateway::Method
                Properties: { RestApiId: !ImportValue Api, ResourceId: !ImportValue B, HttpMethod: GET, AuthorizationType: AWS_IAM }
              Three:
                Type: AWS::ApiGateway::Method
                Properties: { RestApiId: !ImportValue Api, ResourceId: !ImportValue C, HttpMethod: GET }
              Four:
                Type: AWS::ApiGateway::Method
                Properties: { AuthorizationType: }
            """, "AGW1001:4 AGW1001:8 AGW1001:11", "AGW1002"
        },
        {
            // AWS::ApiGatewayV2::Route RouteKey: what a parameter says tells nothing of the kind of the API.
            "routes whose keys are not known", """
            Resources:
              One: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: abc, RouteKey: !Ref A } }
              Two: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: abc, RouteKey: !Ref A, AuthorizationType: NONE } }
              Three: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: abc, RouteKey: !Ref B, AuthorizationType: AWS_IAM } }
              Four: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: abc } }
              Five: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: abc } }
            """, "AGW1001:2 AGW1001:3 AGW1001:5 AGW1001:6", "AGW6001"
        },
        {
            // AWS::ApiGateway::Stage MethodSetting: of other methods nothing is known.
            "a stage that logs the method that it names", """
            Resources:
              Stage:
                Type: AWS::ApiGateway::Stage
                Properties: { RestApiId: abc, StageName: prod, MethodSettings: [{ HttpMethod: GET, ResourcePath: /a, LoggingLevel: INFO }] }
            """, "AGW6001:2", "AGW6002 AGW7016"
        },
        {
            // AWS::ApiGatewayV2::Stage ApiId and AWS::ApiGateway::Stage RestApiId: a stage's type tells of which kind its API is.
            "stages of both kinds with the same made-up id", """
            Resources:
              Rest: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: id, StageName: dev } }
              Http: { Type: AWS::ApiGatewayV2::Stage, Properties: { ApiId: id, StageName: dev } }
            """, "AGW6001:2 AGW6001:3", "AGW1001"
        },
        {
            "a stage that logs one of two methods that it names", """
            Resources:
              Stage:
                Type: AWS::ApiGateway::Stage
                Properties:
                  RestApiId: abc
                  StageName: prod
                  AccessLogSetting: { DestinationArn: !ImportValue Log, Format: $context.requestId }
                  MethodSettings:
                    - { HttpMethod: GET, ResourcePath: /a, LoggingLevel: INFO }
                    - { HttpMethod: GET, ResourcePath: /b, MetricsEnabled: true }
              Method:
                Type: AWS::ApiGateway::Method
                Properties: { RestApiId: abc, ResourceId: def, HttpMethod: GET, AuthorizationType: AWS_IAM }
            """, "AGW6002:9", "AGW6001 AGW7016"
        },
        {
            // AWS::ApiGatewayV2::Integration TlsConfig and IntegrationUri: both are the integration's, whichever route leads to it.
            "integrations whose routes are elsewhere", """
            Resources:
              Private:
                Type: AWS::ApiGatewayV2::Integration
                Properties:
                  { ApiId: abc, IntegrationType: HTTP_PROXY, ConnectionType: VPC_LINK, ConnectionId: def, IntegrationUri: !Ref Listener }
              Checked:
                Type: AWS::ApiGatewayV2::Integration
                Properties:
                  ApiId: ghi
                  IntegrationType: HTTP_PROXY
                  ConnectionType: VPC_LINK
                  ConnectionId: def
                  IntegrationUri: !Ref Listener
                  TlsConfig: { ServerNameToVerify: a.example.com }
              Plain:
                Type: AWS::ApiGatewayV2::Integration
                Properties: { ApiId: abc, IntegrationType: HTTP_PROXY, IntegrationUri: "http://backend.example.com" }
            """, "AGW2008:5 AGW2006:17", "AGW1001 AGW1003 AGW7006"
        },
        {
            // AWS::Lambda::Permission: each is a statement of its own in the function's policy.
            "two permissions of one function", """
            Resources:
              Narrow:
                Type: AWS::Lambda::Permission
                Properties:
                  FunctionName: orders
                  Action: "lambda:InvokeFunction"
                  Principal: apigateway.amazonaws.com
                  SourceArn: !Sub "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:abc/*/GET/a"
              Wide:
                Type: AWS::Lambda::Permission
                Properties: { FunctionName: orders, Action: "lambda:InvokeFunction", Principal: apigateway.amazonaws.com }
              Wider:
                Type: AWS::Lambda::Permission
                Properties: { FunctionName: orders, Action: "lambda:*", Principal: apigateway.amazonaws.com }
            """, "AGW5012:9 AGW5012:12", "AGW5017"
        },
    };

    // AWS::WAFv2::WebACLAssociation ResourceArn: "arn:aws:apigateway:region::/restapis/api-id/stages/stage-name". What names neither an API
    // nor a stage attaches to nothing here.
    [Theory]
    [InlineData("!Sub 'arn:aws:apigateway:${AWS::Region}::/restapis/${Api}/stages/${Stage}'", true)]
    [InlineData("!Sub 'arn:aws:apigateway:${AWS::Region}::/restapis/${Api}/stages/prod'", true)]
    [InlineData("!Join ['', ['arn:aws:apigateway:eu-west-1::/restapis/', !Ref Api, /stages/, !Ref Stage]]", true)]
    [InlineData("!Sub '${Api}/stage/${Stage}'", true)]
    [InlineData("!Sub '${Api}/stages/prod'", true)]
    [InlineData("!Ref Api", false)]
    [InlineData("!Ref Stage", false)]
    [InlineData("!Sub '${Stage}/prod'", false)]
    [InlineData("!Sub 'arn:aws:apigateway:${AWS::Region}::/restapis/${Api}/stages/test'", false)]
    [InlineData("!Sub 'arn:aws:apigateway:${AWS::Region}::/restapis/a1b2c3d4e5/stages/prod'", false)]
    public void A_web_ACL_protects_the_stage_that_its_association_names(string target, bool isAttached)
    {
        var said = Checked.Text($$"""
            Resources:
              Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: orders } }
              Stage: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Api, StageName: prod } }
              Association:
                Type: AWS::WAFv2::WebACLAssociation
                Properties:
                  WebACLArn: arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/a/b
                  ResourceArn: {{target}}
            """);

        said.Broken.ShouldBeEmpty();
        said.Of("AGW4001").Any().ShouldBe(!isAttached, said.Said);
    }

    // The same: a reference to a stage means that stage, and not another that a template gives the same name, as two do of which a
    // condition makes one.
    [Theory]
    [InlineData("One", "AGW4001:4")]
    [InlineData("Two", "AGW4001:3")]
    public void A_web_ACL_protects_the_stage_that_its_association_refers_to(string stage, string flagged)
    {
        var said = Checked.Text($$"""
            Resources:
              Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: orders } }
              One: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Api, StageName: prod } }
              Two: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Api, StageName: prod } }
              Association:
                Type: AWS::WAFv2::WebACLAssociation
                Properties:
                  WebACLArn: arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/a/b
                  ResourceArn: !Sub "arn:aws:apigateway:${AWS::Region}::/restapis/${Api}/stages/${{{stage}}}"
            """);

        said.Flagged("AGW4001").Select(finding => $"{finding.Rule.Id}:{finding.Source?.Line}").ShouldBe([flagged], said.Said);
    }

    // AWS::ApiGateway::Stage MethodSetting: LoggingLevel is OFF, ERROR or INFO. Nothing says what becomes of another word, nor which of two
    // settings for the same methods counts.
    [Theory]
    [InlineData("[{ LoggingLevel: INFO }]", null)]
    [InlineData("[{ LoggingLevel: ERROR }, { LoggingLevel: ERROR, MetricsEnabled: true }]", null)]
    [InlineData("[{ LoggingLevel: OFF }]", Outcome.Flagged)]
    [InlineData("[{ LoggingLevel: OFF }, { LoggingLevel: INFO }]", Outcome.Inconclusive)]
    [InlineData("[{ LoggingLevel: INFO, HttpMethod: '*', ResourcePath: '/*' }, { LoggingLevel: OFF }]", Outcome.Inconclusive)]
    [InlineData("[{ LoggingLevel: ON }]", Outcome.Inconclusive)]
    [InlineData("{ LoggingLevel: '' }", Outcome.Inconclusive)]
    [InlineData("{ LoggingLevel: INFO }", null)]
    [InlineData("{ LoggingLevel: OFF }", Outcome.Flagged)]
    [InlineData("{ '*/*': { LoggingLevel: INFO } }", null)]
    public void A_logging_level_counts_as_far_as_it_can_be_told(string settings, Outcome? outcome)
    {
        var said = Checked.Text($$"""
            Resources:
              Stage: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: abc, StageName: prod, MethodSettings: {{settings}} } }
            """);

        said.Of("AGW6002").Select(finding => (Outcome?)finding.Outcome).SingleOrDefault().ShouldBe(outcome, said.Said);
    }

    // AWS::ApiGatewayV2::Stage: HTTP and WebSocket APIs have the same type of stage, and only WebSocket APIs have execution logs. The stage
    // called '$default' is one of an HTTP API.
    [Theory]
    [InlineData("StageName: prod", Outcome.Inconclusive)]
    [InlineData("StageName: $default", null)]
    [InlineData("StageName: prod, DefaultRouteSettings: { LoggingLevel: OFF }", Outcome.Flagged)]
    public void Of_a_lone_stage_the_kind_of_the_API_is_open(string properties, Outcome? outcome)
    {
        var said = Checked.Text($$"""
            Resources:
              Stage: { Type: AWS::ApiGatewayV2::Stage, Properties: { ApiId: abc, {{properties}} } }
            """);

        said.Of("AGW6002").Select(finding => (Outcome?)finding.Outcome).SingleOrDefault().ShouldBe(outcome, said.Said);
        said.Flagged("AGW6001").ShouldHaveSingleItem(said.Said);
    }

    // AWS::ApiGateway::Stage ClientCertificateId: whether backends are asked to know the caller hangs on what is behind the routes.
    [Theory]
    [InlineData("ClientCertificateId: abc123", null)]
    [InlineData("TracingEnabled: true", Outcome.Inconclusive)]
    public void Whether_a_lone_stage_needs_a_client_certificate_is_open(string property, Outcome? outcome)
    {
        var said = Checked.Text($$"""
            Resources:
              Stage: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: abc, StageName: prod, {{property}} } }
            """);

        said.Of("AGW2011").Select(finding => (Outcome?)finding.Outcome).SingleOrDefault().ShouldBe(outcome, said.Said);
    }

    // One stage more is one finding more: what is known of the others stays what it was.
    [Fact]
    public void A_stage_more_leaves_the_identity_of_the_first()
    {
        const string One = """
            Resources:
              Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: orders } }
              Live: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Api, StageName: live } }

            """;

        var before = Checked.Text(One).Flagged("AGW6001").ShouldHaveSingleItem();
        var after = Checked.Text(One + "  Test: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Api, StageName: test } }\n")
            .Flagged("AGW6001").ToList();

        after.Select(finding => finding.Stages.ShouldHaveSingleItem()).ShouldBe(["live", "test"], ignoreOrder: true);
        after.Single(finding => finding.Stages.Contains("live")).ShouldSatisfyAllConditions(
            first => first.Fingerprint.ShouldBe(before.Fingerprint),
            first => first.Message.ShouldBe(before.Message));
        after.Select(finding => finding.Fingerprint).ShouldBeUnique();
    }

    [Theory]
    [MemberData(nameof(Fragments))]
    public void Are_judged_by_what_is_in_them(string what, string template, string flagged, string not)
    {
        var said = Checked.Text(template);

        said.Broken.ShouldBeEmpty(what);
        foreach (var place in flagged.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split(':')))
        {
            said.Flagged(place[0]).Select(finding => $"{finding.Source?.Line}").ShouldContain(place[1], $"{what}: {place[0]}\n{said.Said}");
        }

        foreach (var rule in not.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            said.Flagged(rule).ShouldBeEmpty($"{what}: {said.Said}");
        }

        said.OnlyInItsInventory().ShouldBeEmpty(what);
        var again = said.Rechecked().Result.Findings.Where(finding => finding.Outcome is Outcome.Flagged);
        flagged.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(one => one.Split(':')[0])
            .ShouldBeSubsetOf(again.Select(finding => finding.Rule.Id), what);
    }

    // AWS SAM, ApiAuth and ApiFunctionAuth: an event's authorizer takes the place of the default one, and NONE takes it away; AWS_IAM calls
    // with the caller's credentials.
    [Fact]
    public void A_SAM_event_says_who_may_call_it()
    {
        var said = Checked.Text("""
            Transform: AWS::Serverless-2016-10-31
            Globals:
              Api: { OpenApiVersion: 3.0.1 }
            Resources:
              Api:
                Type: AWS::Serverless::Api
                Properties:
                  StageName: prod
                  Auth:
                    DefaultAuthorizer: Pool
                    Authorizers: { Pool: { UserPoolArn: "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_abcdefghi" } }
              Function:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: index.handler
                  Runtime: nodejs22.x
                  InlineCode: x
                  Events:
                    Guarded: { Type: Api, Properties: { Path: /a, Method: post, RestApiId: !Ref Api } }
                    Open: { Type: Api, Properties: { Path: /b, Method: post, RestApiId: !Ref Api, Auth: { Authorizer: NONE } } }
                    Signed: { Type: Api, Properties: { Path: /c, Method: post, RestApiId: !Ref Api, Auth: { Authorizer: AWS_IAM } } }
            """);

        var open = said.Flagged("AGW1001").ShouldHaveSingleItem(said.Said);
        open.Message.ShouldContain("'POST /b'");
        (open.Source?.Line).ShouldBe(20);
        said.Flagged("AGW5011").ShouldHaveSingleItem().Message.ShouldContain("'POST /c'");
    }

    // Working with API Gateway extensions to OpenAPI: a method without 'security' asks for nothing.
    [Fact]
    public void An_OpenAPI_file_is_an_API()
    {
        var said = Checked.Text("""
            openapi: 3.0.1
            info: { title: pets, version: "1" }
            paths:
              /pets:
                get:
                  security: [{ iam: [] }]
                  x-amazon-apigateway-integration: { type: http_proxy, httpMethod: GET, uri: "https://backend.example.com/pets" }
                post:
                  x-amazon-apigateway-integration: { type: http_proxy, httpMethod: POST, uri: "http://backend.example.com/pets" }
            components:
              securitySchemes:
                iam: { type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4 }
            """, "pets.yaml");

        said.Flagged("AGW1001").ShouldHaveSingleItem(said.Said).Message.ShouldContain("'POST /pets'");
        said.Flagged("AGW2006").ShouldHaveSingleItem(said.Said);
    }

    [Fact]
    public void What_hangs_on_a_parameter_is_said_with_it()
    {
        const string Template = """
            Parameters:
              Auth: { Type: String, AllowedValues: [NONE, AWS_IAM] }
            Resources:
              Api:
                Type: AWS::ApiGatewayV2::Api
                Properties: { Name: pets, ProtocolType: HTTP }
              Route:
                Type: AWS::ApiGatewayV2::Route
                Properties: { ApiId: !Ref Api, RouteKey: POST /pets, AuthorizationType: !Ref Auth }
            """;

        Checked.Text(Template).Flagged("AGW1001").ShouldHaveSingleItem().Message.ShouldContain("It is so when parameter 'Auth' is 'NONE'.");
        Checked.Text(Template, parameters: """{"Auth":"AWS_IAM"}""").Of("AGW1001").ShouldBeEmpty();
        Checked.Text(Template, parameters: """{"Auth":"NONE"}""")
            .Flagged("AGW1001")
            .ShouldHaveSingleItem().Message.ShouldNotContain("It is so when");
    }

    public static TheoryData<string, string, string> Broken => new()
    {
        { "an unclosed brace", "Resources:\n  A: {Type: AWS::ApiGateway::RestApi\n  B: x\n", "is not YAML" },
        {
            "a key that stands twice", "Resources:\n  A:\n    Type: AWS::ApiGateway::RestApi\n    Type: AWS::ApiGateway::Stage\n",
            "line 4: The key 'Type' stands twice"
        },
        {
            "a key that stands twice in JSON",
            "{\"Resources\":{\n\"A\":{\"Type\":\"AWS::ApiGateway::RestApi\"},\n\"A\":{\"Type\":\"AWS::ApiGateway::Stage\"}}}",
            "line 3: The key 'A' stands twice"
        },
        { "an anchor that is not there", "Resources:\n  A: *b\n", "anchor" },
        { "half a document", "{\"Resources\":{\"A\":", "template.yaml" },
        { "an anchor that multiplies", Multiplying(), "more of it than can be read" },
    };

    // The other files are judged all the same.
    [Theory]
    [MemberData(nameof(Broken))]
    public void What_cannot_be_read_is_named_with_its_line(string what, string text, string because)
    {
        const string Good = "Resources:\n  Plan:\n    Type: AWS::ApiGateway::UsagePlan\n    Properties: { UsagePlanName: gold }\n";

        var said = Checked.Files(null, ("template.yaml", Encoding.UTF8.GetBytes(text)), ("good.yaml", Encoding.UTF8.GetBytes(Good)));

        said.Broken.ShouldHaveSingleItem(what).ShouldContain(because);
        said.Flagged("AGW3002").ShouldHaveSingleItem(said.Said);
    }

    // Which of two values counts differs from tool to tool: neither does, and what has no key twice is judged.
    [Fact]
    public void Beside_a_key_that_stands_twice_everything_else_is_judged()
    {
        var said = Checked.Text("""
            Resources:
              Plan: { Type: AWS::ApiGateway::UsagePlan, Properties: { UsagePlanName: gold } }
              Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: orders } }
              Method:
                Type: AWS::ApiGateway::Method
                Properties:
                  RestApiId: !Ref Api
                  ResourceId: !GetAtt Api.RootResourceId
                  HttpMethod: POST
                  AuthorizationType: NONE
                  AuthorizationType: AWS_IAM
                  Integration: { Type: MOCK }
              Deployment: { Type: AWS::ApiGateway::Deployment, Properties: { RestApiId: !Ref Api, StageName: prod } }
            """);

        said.Broken.ShouldHaveSingleItem().ShouldBe(
            "'template.yaml', line 11: The key 'AuthorizationType' stands twice in one map. What it says is not judged.");
        said.Flagged("AGW3002").ShouldHaveSingleItem(said.Said);
        var open = said.Of("AGW1001").ShouldHaveSingleItem(said.Said);
        open.Outcome.ShouldBe(Outcome.Inconclusive);
        open.Message.ShouldContain("The key 'AuthorizationType' stands twice in one map.");
    }

    // One value in one place that mends it; not where a parameter says it.
    [Theory]
    [InlineData("false", "true")]
    [InlineData("\"false\"", "\"true\"")]
    [InlineData("!Ref Off", null)]
    public void What_one_value_mends_has_the_fix(string value, string? fix)
    {
        var said = Checked.Text($$"""
            Parameters: { Off: { Type: String, Default: "false" } }
            Resources:
              Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: orders } }
              Deployment: { Type: AWS::ApiGateway::Deployment, Properties: { RestApiId: !Ref Api } }
              Stage:
                Type: AWS::ApiGateway::Stage
                Properties:
                  RestApiId: !Ref Api
                  DeploymentId: !Ref Deployment
                  StageName: prod
                  TracingEnabled: {{value}}
            """);

        var place = said.Flagged("AGW6005").ShouldHaveSingleItem(said.Said).Source;

        (place?.Fix?.Text).ShouldBe(fix);
        if (fix is not null)
        {
            (place?.Fix?.Place).ShouldNotBeNull().ShouldSatisfyAllConditions(
                at => at.Line.ShouldBe(11),
                at => at.Column.ShouldBe(23),
                at => at.EndColumn.ShouldBe(23 + value.Length));
        }
    }

    // What a merge key brings is overridden by what stands beside it.
    [Fact]
    public void A_merge_key_is_no_key_that_stands_twice()
    {
        var said = Checked.Text("""
            Shared: &shared { UsagePlanName: silver, Description: x }
            Resources:
              Plan:
                Type: AWS::ApiGateway::UsagePlan
                Properties:
                  <<: *shared
                  UsagePlanName: gold
            """);

        said.Broken.ShouldBeEmpty();
        said.Flagged("AGW3002").ShouldHaveSingleItem(said.Said).Message.ShouldContain("'gold'");
    }

    private static string Multiplying() => "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        + string.Concat(Enumerable.Range(1, 9)
            .Select(level => $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]\n"))
        + "Resources:\n  Plan: { Type: AWS::ApiGateway::UsagePlan }\n";

    // Get exported outputs from a deployed CloudFormation stack: who uses what is exported is another stack, which a template does not
    // name; and an API that is only named may have been made before. An inventory of it has no place for either.
    [Fact]
    public void What_is_exported_is_not_unused_and_what_is_only_named_is_not_missing()
    {
        var said = Checked.Text(
            $$"""
            Resources:
              Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: orders } }
              {{Serving("AWS_IAM")}}
              Link: { Type: AWS::ApiGateway::VpcLink, Properties: { Name: shared, TargetArns: [arn] } }
              Own: { Type: AWS::ApiGateway::VpcLink, Properties: { Name: own, TargetArns: [arn] } }
              Domain: { Type: AWS::ApiGateway::DomainName, Properties: { DomainName: api.example.com } }
              Known: { Type: AWS::ApiGateway::BasePathMapping, Properties: { DomainName: !Ref Domain, RestApiId: a1b2c3d4e5, Stage: v1 } }
            Outputs:
              LinkId: { Value: !Ref Link, Export: { Name: shared-link } }
            """,
            "template.yaml");

        said.Flagged("AGW7012").ShouldHaveSingleItem(said.Said).Message.ShouldContain("'own'");
        said.Of("AGW2013").ShouldBeEmpty(said.Said);
    }

    // CloudFormation template Conditions syntax: what is worse in one case is said as it is there, with the case.
    [Theory]
    [InlineData("[Prod, " + OfOffice + ", !Ref AWS::NoValue]", "does not hold")]
    [InlineData("[Prod, !Ref AWS::NoValue, " + OfOffice + "]", "holds")]
    public void The_worst_case_is_said_with_what_makes_it(string policy, string when)
    {
        var said = Checked.Text(
            $$"""
            Parameters: { Env: { Type: String } }
            Conditions: { Prod: !Equals [!Ref Env, prod] }
            Resources:
              Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: orders, Policy: !If {{policy}} } }
              {{Serving("NONE")}}
            """,
            "template.yaml");

        var open = said.Flagged("AGW1001").ShouldHaveSingleItem(said.Said);
        open.Severity.ShouldBe(Severity.High);
        open.Message.ShouldContain($"It is so when condition 'Prod' {when}.");
    }

    // CloudFormation template Parameters syntax: each of the allowed values may be given, also one of many.
    [Theory]
    [InlineData("a1, a2, a3, a4, qa, a6, a7, a8, a9", "qa")]
    [InlineData("qa, a1, a2, a3, a4, a5, a6, a7, a8", "qa")]
    public void Each_of_many_allowed_values_is_tried(string values, string open)
    {
        var asked = string.Join(", ", values.Split(", ").Select(value => $"{value}: {{ Ask: {(value == open ? "NONE" : "AWS_IAM")} }}"));
        var said = Checked.Text(
            $$"""
            Parameters: { Env: { Type: String, AllowedValues: [{{values}}] } }
            Mappings: { By: { {{asked}} } }
            Resources:
              Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: orders, EndpointConfiguration: { Types: [REGIONAL] } } }
              {{Serving("!FindInMap [By, !Ref Env, Ask]")}}
            """,
            "template.yaml");

        said.Flagged("AGW1001").ShouldHaveSingleItem(said.Said).Message.ShouldContain($"'{open}'");
    }

    // Fn::ForEach: the identifier is put in wherever it stands, also in the name of another resource.
    [Theory]
    [InlineData("!Ref \"Res${Name}\"")]
    [InlineData("{ Ref: { Fn::Sub: \"Res${Name}\" } }")]
    public void A_loop_names_resources_by_its_item(string reference)
    {
        var said = Checked.Text(
            $$"""
            Transform: AWS::LanguageExtensions
            Resources:
              Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: orders, EndpointConfiguration: { Types: [REGIONAL] } } }
              Fn::ForEach::All:
                - Name
                - [orders, users]
                - Res${Name}:
                    Type: AWS::ApiGateway::Resource
                    Properties: { RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: !Ref Name }
                  Del${Name}:
                    Type: AWS::ApiGateway::Method
                    Properties: { RestApiId: !Ref Api, ResourceId: {{reference}}, HttpMethod: DELETE, AuthorizationType: NONE }
              Live: { Type: AWS::ApiGateway::Deployment, Properties: { RestApiId: !Ref Api, StageName: prod } }
            """,
            "template.yaml");

        said.Flagged("AGW1001").Select(finding => finding.Subject.Identity.Route)
            .ShouldBe(["DELETE /orders", "DELETE /users"], ignoreOrder: true);
    }

    private const string OfOffice = "{ Statement: [{ Effect: Allow, Principal: '*', Action: 'execute-api:Invoke', "
        + "Resource: 'execute-api:/*', Condition: { IpAddress: { aws:SourceIp: 203.0.113.0/24 } } }] }";

    // A method at the root of an API, and a stage that serves it.
    private static string Serving(string authorization) => $$"""
        Get:
            Type: AWS::ApiGateway::Method
            Properties:
              RestApiId: !Ref Api
              ResourceId: !GetAtt Api.RootResourceId
              HttpMethod: GET
              AuthorizationType: {{authorization}}
              Integration: { Type: HTTP_PROXY, Uri: "https://b.example.com" }
          All: { Type: AWS::ApiGateway::Deployment, DependsOn: Get, Properties: { RestApiId: !Ref Api } }
          Live: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Api, DeploymentId: !Ref All, StageName: prod } }
        """;
}
