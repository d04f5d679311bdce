namespace Auditor.Templates.Tests;

/// <summary>Secrets in what integrations and gateway responses of a template send and answer.</summary>
public sealed class SecretPlacesTests
{
    private static readonly string Planted = "gh" + "p_" + "16C7e42F292c6912E7710c838347Ae178B4a";

    // AWS::ApiGateway::Method Integration, IntegrationResponse, AWS::ApiGateway::GatewayResponse, AWS::ApiGatewayV2::Integration: a static
    // value has quotes in REST APIs only.
    private static readonly string Template = $$"""
        Resources:
          Api:
            Type: AWS::ApiGateway::RestApi
            Properties: { Name: orders }
          Get:
            Type: AWS::ApiGateway::Method
            Properties:
              RestApiId: !Ref Api
              ResourceId: !GetAtt Api.RootResourceId
              HttpMethod: GET
              AuthorizationType: AWS_IAM
              Integration:
                Type: HTTP
                IntegrationHttpMethod: GET
                Uri: https://backend.example.com/
                RequestParameters: { integration.request.header.X-Request: "'REQUEST'" }
                IntegrationResponses:
                  - StatusCode: 200
                    ResponseParameters: { method.response.header.X-Response: "'RESPONSE'" }
                    ResponseTemplates: { application/json: '{"note":"TEMPLATE"}' }
          Denied:
            Type: AWS::ApiGateway::GatewayResponse
            Properties:
              RestApiId: !Ref Api
              ResponseType: ACCESS_DENIED
              ResponseParameters: { gatewayresponse.header.X-Denied: "'GATEWAY'" }
          Deployment:
            Type: AWS::ApiGateway::Deployment
            DependsOn: Get
            Properties: { RestApiId: !Ref Api }
          Stage:
            Type: AWS::ApiGateway::Stage
            Properties: { RestApiId: !Ref Api, DeploymentId: !Ref Deployment, StageName: prod }
          Web:
            Type: AWS::ApiGatewayV2::Api
            Properties: { Name: web, ProtocolType: HTTP }
          WebIntegration:
            Type: AWS::ApiGatewayV2::Integration
            Properties:
              ApiId: !Ref Web
              IntegrationType: HTTP_PROXY
              IntegrationMethod: GET
              IntegrationUri: https://backend.example.com/
              PayloadFormatVersion: "1.0"
              RequestParameters: { append:header.X-Web: WEB }
              ResponseParameters:
                "200":
                  ResponseParameters:
                    - { Destination: append:header.X-Answer, Source: ANSWER }
          WebRoute:
            Type: AWS::ApiGatewayV2::Route
            Properties: { ApiId: !Ref Web, RouteKey: GET /, AuthorizationType: AWS_IAM, Target: !Sub "integrations/${WebIntegration}" }
          WebStage:
            Type: AWS::ApiGatewayV2::Stage
            Properties: { ApiId: !Ref Web, StageName: $default, AutoDeploy: true }
        """;

    [Theory]
    [InlineData("REQUEST", "request header X-Request (GitHub token)")]
    [InlineData("RESPONSE", "response header X-Response (GitHub token)")]
    [InlineData("TEMPLATE", "response template application/json (GitHub token)")]
    [InlineData("GATEWAY", "response header X-Denied (GitHub token)")]
    [InlineData("WEB", "request header X-Web (GitHub token)")]
    [InlineData("ANSWER", "response header X-Answer (GitHub token)")]
    public void Are_found_and_not_shown(string place, string expected)
    {
        var result = Checked.Text(Template.Replace(
            place is "TEMPLATE" or "WEB" or "ANSWER" ? place : $"'{place}'",
            place is "TEMPLATE" or "WEB" or "ANSWER" ? Planted : $"'{Planted}'",
            StringComparison.Ordinal));

        var finding = result.Flagged("AGW7015").ShouldHaveSingleItem(result.Said);
        $"{finding.Message} {string.Join(' ', finding.Evidence)}".ShouldContain(expected);
        result.Said.ShouldNotContain(Planted);
    }

    // AWS::ApiGateway::UsagePlan, ApiKey, AWS::ApiGatewayV2::VpcLink, AWS::ApiGateway::Stage: Description, Tags.
    [Theory]
    [InlineData("AWS::ApiGateway::UsagePlan", "UsagePlanName: gold, Description: Ask with SECRET", "usage plan 'gold'")]
    [InlineData("AWS::ApiGateway::UsagePlan", "UsagePlanName: gold, Tags: [{ Key: note, Value: SECRET }]", "usage plan 'gold'")]
    [InlineData("AWS::ApiGateway::ApiKey", "Name: partner, Description: SECRET", "API key 'partner'")]
    [InlineData("AWS::ApiGateway::ApiKey", "Name: SECRET", "API key '[secret: GitHub token]'")]
    [InlineData("AWS::ApiGateway::VpcLink", "Name: inside, Description: SECRET, TargetArns: []", "VPC link 'inside'")]
    [InlineData("AWS::ApiGatewayV2::VpcLink", "Name: inside, SubnetIds: [], Tags: { note: SECRET }", "VPC link 'inside'")]
    [InlineData(
        "AWS::ApiGateway::DomainName",
        "DomainName: api.example.com, Tags: [{ Key: note, Value: SECRET }]",
        "domain name 'api.example.com'")]
    public void So_are_those_beside_APIs(string type, string properties, string thing)
    {
        var result = Checked.Text($$"""
            {{Template}}
              Thing:
                Type: {{type}}
                Properties: { {{properties.Replace("SECRET", Planted, StringComparison.Ordinal)}} }
            """);

        Core.Secrets.SecretMark.Stable(result.Flagged("AGW7015").ShouldHaveSingleItem(result.Said).Message).ShouldContain(thing);
        result.Said.ShouldNotContain(Planted);
    }

    [Fact]
    public void Without_one_there_is_nothing() => Checked.Text(Template).Flagged("AGW7015").ShouldBeEmpty();
}
