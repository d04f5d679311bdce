namespace Auditor.Templates.Tests.Sam;

/// <summary>
/// SAM templates and what their transform makes of them (AWS SAM developer guide: resource and property reference, generated resources).
/// </summary>
public sealed class SamPairsTests
{
    private const string Functions = """
          F: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, Runtime: nodejs22.x, InlineCode: x, Events: { E: EVENT } } }
        """;

    private const string Integration = """x-amazon-apigateway-integration: { type: aws_proxy, httpMethod: POST, uri: !Sub "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${F.Arn}/invocations" }""";

    private const string Pool = "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_abcdefghi";

    // What stands in the API, the event, the operation that results, and what else the body has.
    public static TheoryData<string, string, string, string> RestAuth => new()
    {
        { "nothing asks for anything", "", "", "" },
        { "an authorizer that nobody names protects nothing", $"Auth: {{ Authorizers: {{ X: {{ UserPoolArn: \"{Pool}\" }} }} }}", "", "" },
        {
            "the default authorizer", $"Auth: {{ DefaultAuthorizer: X, Authorizers: {{ X: {{ UserPoolArn: \"{Pool}\" }} }} }}", "",
            "security: [{ X: [] }]"
        },
        {
            "an event without the default", $"Auth: {{ DefaultAuthorizer: X, Authorizers: {{ X: {{ UserPoolArn: \"{Pool}\" }} }} }}",
            "Auth: { Authorizer: NONE }", "security: [{ NONE: [] }]"
        },
        {
            "an event that names one", $"Auth: {{ Authorizers: {{ X: {{ UserPoolArn: \"{Pool}\" }} }} }}", "Auth: { Authorizer: X }",
            "security: [{ X: [] }]"
        },
        {
            "scopes of the event", $"Auth: {{ DefaultAuthorizer: X, Authorizers: {{ X: {{ UserPoolArn: \"{Pool}\" }} }} }}",
            "Auth: { Authorizer: X, AuthorizationScopes: [a/b] }", "security: [{ X: [a/b] }]"
        },
        { "a key for every method", "Auth: { ApiKeyRequired: true }", "", "security: [{ api_key: [] }]" },
        { "a key for one method", "", "Auth: { ApiKeyRequired: true }", "security: [{ api_key: [] }]" },
        { "one method without the key", "Auth: { ApiKeyRequired: true }", "Auth: { ApiKeyRequired: false }", "" },
    };

    [Theory, MemberData(nameof(RestAuth))]
    public void Of_a_REST_API(string what, string api, string callee, string security)
    {
        var sam = $$"""
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Api:
                Type: AWS::Serverless::Api
                Properties:
                  StageName: prod
                  OpenApiVersion: 3.0.1
                  {{api}}
            {{Functions.Replace("EVENT", $"{{ Type: Api, Properties: {{ RestApiId: !Ref Api, Path: /a, Method: get{(callee.Length > 0 ? $", {callee}" : "")} }} }}", StringComparison.Ordinal)}}
            """;
        var made = $$"""
            Resources:
              F: { Type: AWS::Lambda::Function, Properties: { Handler: a.b, Runtime: nodejs22.x } }
              Api:
                Type: AWS::ApiGateway::RestApi
                Properties:
                  Body:
                    openapi: 3.0.1
                    paths:
                      /a:
                        get:
                          {{security}}
                          {{Integration}}
                    components:
                      securitySchemes:
                        api_key: { type: apiKey, name: x-api-key, in: header }
                        {{(api.Contains("Authorizers", StringComparison.Ordinal) ? $"X: {{ type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: cognito_user_pools, x-amazon-apigateway-authorizer: {{ type: cognito_user_pools, providerARNs: [\"{Pool}\"] }} }}" : "")}}
              Deployment: { Type: AWS::ApiGateway::Deployment, Properties: { RestApiId: !Ref Api } }
              Stage: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Api, DeploymentId: !Ref Deployment, StageName: prod } }
            """;

        InventoryShape.Of(sam).ShouldBe(InventoryShape.Of(made), what);
    }

    public static TheoryData<string, string, string> HttpAuth => new()
    {
        { "nothing asks for anything", "", "" },
        {
            "the default authorizer",
            "Auth: { DefaultAuthorizer: X, Authorizers: { X: { IdentitySource: $request.header.Authorization, JwtConfiguration: { "
                + "issuer: \"https://id.example.com\", audience: [a] } } } }",
            "security: [{ X: [] }]"
        },
        { "IAM by default", "Auth: { EnableIamAuthorizer: true, DefaultAuthorizer: AWS_IAM }", "security: [{ AWS_IAM: [] }]" },
        { "any origin", "CorsConfiguration: true", "" },
        { "an endpoint that is off", "DisableExecuteApiEndpoint: true", "" },
    };

    [Theory, MemberData(nameof(HttpAuth))]
    public void Of_an_HTTP_API(string what, string api, string security)
    {
        var sam = $$"""
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Api:
                Type: AWS::Serverless::HttpApi
                Properties:
                  Name: pets
                  {{api}}
            {{Functions.Replace("EVENT", "{ Type: HttpApi, Properties: { ApiId: !Ref Api, Path: /a, Method: get } }", StringComparison.Ordinal)}}
            """;
        var made = $$"""
            Resources:
              F: { Type: AWS::Lambda::Function, Properties: { Handler: a.b, Runtime: nodejs22.x } }
              Api:
                Type: AWS::ApiGatewayV2::Api
                Properties:
                  {{(api.StartsWith("Cors", StringComparison.Ordinal) ? "CorsConfiguration: { AllowOrigins: ['*'] }" : "")}}
                  {{(api.StartsWith("Disable", StringComparison.Ordinal) ? api : "")}}
                  Body:
                    openapi: 3.0.1
                    paths:
                      /a:
                        get:
                          {{security}}
                          {{Integration.Replace("httpMethod: POST", "payloadFormatVersion: \"2.0\", httpMethod: POST", StringComparison.Ordinal)}}
                    components:
                      securitySchemes:
                        AWS_IAM: { type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4 }
                        {{(api.Contains("Jwt", StringComparison.Ordinal) ? "X: { type: oauth2, x-amazon-apigateway-authorizer: { type: jwt, identitySource: $request.header.Authorization, jwtConfiguration: { issuer: \"https://id.example.com\", audience: [a] } } }" : "")}}
              Stage: { Type: AWS::ApiGatewayV2::Stage, Properties: { ApiId: !Ref Api, StageName: $default, AutoDeploy: true } }
            """;

        InventoryShape.Of(sam).ShouldBe(InventoryShape.Of(made), what);
    }
}
