using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Templates.CloudFormation;
using Auditor.Templates.Documents;

namespace Auditor.Templates.Tests;

/// <summary>Stacks in stacks, and what CDK and the Serverless Framework write beside templates.</summary>
public sealed class NestedStackTests : IDisposable
{
    private const string Nested = """
        Parameters:
          Auth: { Type: String }
          Api: { Type: String }
        Conditions: { IsOpen: !Equals [!Ref Auth, NONE] }
        Resources:
          Read:
            Type: AWS::ApiGateway::Method
            Properties:
              RestApiId: !Ref Api
              ResourceId: !Ref Api
              HttpMethod: GET
              AuthorizationType: !Ref Auth
              Integration: { Type: HTTP_PROXY, IntegrationHttpMethod: GET, Uri: http://example.com/ }
          Log: { Type: AWS::Logs::LogGroup, Condition: IsOpen, Properties: { LogGroupName: calls } }
        Outputs:
          LogArn: { Value: !GetAtt Log.Arn }
        """;

    private const string Around = """
        Resources:
          Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: orders } }
          Routes:
            Type: AWS::CloudFormation::Stack
            Properties: { TemplateURL: ./routes/methods.yaml, Parameters: { Auth: NONE, Api: !Ref Api } }
          Deployment: { Type: AWS::ApiGateway::Deployment, Properties: { RestApiId: !Ref Api } }
          Stage:
            Type: AWS::ApiGateway::Stage
            Properties:
              RestApiId: !Ref Api
              DeploymentId: !Ref Deployment
              StageName: prod
              AccessLogSetting: { DestinationArn: !GetAtt Routes.Outputs.LogArn, Format: $context.requestId }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("auditor-");

    public void Dispose() => _folder.Delete(recursive: true);

    // AWS::CloudFormation::Stack: TemplateURL may be a local path before 'aws cloudformation package'.
    [Fact]
    public void What_is_nested_is_judged_with_what_is_passed_down_and_has_its_own_file()
    {
        Write("routes/methods.yaml", Nested);
        Write("main.yaml", Around);

        var said = Judge();

        var open = said.Of("AGW1001").ShouldHaveSingleItem();
        open.Message.ShouldBe("Anyone on the internet can call route 'GET /' of API 'orders' on stage 'prod' without any credentials.");
        (open.Source?.File).ShouldBe("routes/methods.yaml");
        (open.Source?.Line).ShouldBe(12);
        (open.Source?.Path).ShouldBe("Resources/Read/Properties/AuthorizationType");
    }

    [Fact]
    public void What_comes_back_as_an_output_is_the_resource_of_the_nested_stack()
    {
        Write("routes/methods.yaml", Nested);
        Write("main.yaml", Around);

        var estate = Judge().Result.Estate;

        estate.Scopes.Single().KnownApis.Single().Stages.Value.Single().AccessLog?.DestinationArn.ShouldEndWith(":log-group:calls");
    }

    [Theory]
    [InlineData("Auth: NONE", "Auth: AWS_IAM")]
    [InlineData("Auth: NONE, Api: !Ref Api", "Api: !Ref Api")]
    public void What_is_passed_down_decides(string from, string to)
    {
        Write("routes/methods.yaml", Nested);
        Write("main.yaml", Around.Replace(from, to, StringComparison.Ordinal));

        Judge().Of("AGW1001").Where(finding => finding.Outcome is Outcome.Flagged).ShouldBeEmpty();
    }

    // Two stacks of one template, with an API of the same logical id each.
    [Fact]
    public void Two_nested_stacks_of_one_template_are_two()
    {
        Write("api.yaml", """
            Parameters: { Name: { Type: String } }
            Resources:
              Api:
                Type: AWS::ApiGatewayV2::Api
                Properties:
                  { Name: !Ref Name, ProtocolType: HTTP, RouteKey: GET /, Target: "arn:aws:lambda:eu-west-1:111122223333:function:f" }
            """);
        Write("main.yaml", """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              One: { Type: AWS::Serverless::Application, Properties: { Location: api.yaml, Parameters: { Name: one } } }
              Two: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: api.yaml, Parameters: { Name: two } } }
            """);

        Judge().Of("AGW1001").Select(finding => finding.Subject.Identity.ApiName).Order(StringComparer.Ordinal).ShouldBe(["one", "two"]);
    }

    [Fact]
    public void Templates_that_nest_each_other_or_themselves_are_judged_all_the_same()
    {
        const string Api = "  Api: { Type: AWS::ApiGatewayV2::Api, "
            + "Properties: { Name: NAME, ProtocolType: HTTP, RouteKey: GET /, Target: f } }\n";
        foreach (var (name, other) in new[] { ("a", "b"), ("b", "a"), ("self", "self") })
        {
            Write($"{name}.yaml", "Resources:\n" + Api.Replace("NAME", name, StringComparison.Ordinal)
                + "  Nested:\n    Type: AWS::CloudFormation::Stack\n"
                + $"    Properties: {{ TemplateURL: {other}.yaml, Parameters: {{ X: !GetAtt Nested.Outputs.X }} }}\n"
                + "Outputs: { X: { Value: !GetAtt Nested.Outputs.X } }\n");
        }

        var said = Judge();

        said.Broken.ShouldBeEmpty();
        said.Of("AGW1001")
            .Select(finding => finding.Subject.Identity.ApiName)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ShouldBe(["a", "b", "self"]);
    }

    // Nine templates that each nest the next one eight times would be a hundred million stacks.
    [Fact]
    public void Nesting_that_multiplies_has_an_end()
    {
        foreach (var level in Enumerable.Range(0, 9))
        {
            Write($"{level}.yaml", "Resources:\n  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: x } }\n" + string.Concat(
                Enumerable.Range(0, 8).Select(number =>
                    $"  N{number}: {{ Type: AWS::CloudFormation::Stack, Properties: {{ TemplateURL: {level + 1}.yaml }} }}\n")));
        }

        Judge().Result.Estate.Scopes.Single().KnownApis.Count().ShouldBeInRange(400, 501);
    }

    // Cloud assembly: manifest.json names templates, environments and parameters; assets are uploaded and no templates.
    [Fact]
    public void An_assembly_of_CDK_tells_account_Region_name_and_parameters()
    {
        const string Stack = """
            Parameters: { Auth: { Type: String } }
            Resources:
              Api9F2:
                Type: AWS::ApiGatewayV2::Api
                Metadata: { aws:cdk:path: Shop/Api/Resource }
                Properties: { Name: !Sub "${AWS::StackName}", ProtocolType: HTTP }
              Route:
                Type: AWS::ApiGatewayV2::Route
                Metadata: { aws:cdk:path: Shop/Api/Route }
                Properties: { ApiId: !Ref Api9F2, RouteKey: GET /, AuthorizationType: !Ref Auth }
              Stage: { Type: AWS::ApiGatewayV2::Stage, Properties: { ApiId: !Ref Api9F2, StageName: $default, AutoDeploy: true } }
            """;
        Write("cdk.out/cdk.out", """{"version":"48.0.0"}""");
        Write("cdk.out/manifest.json", """
            {
              "version": "48.0.0",
              "artifacts": {
                "Shop": {
                  "type": "aws:cloudformation:stack", "environment": "aws://444455556666/eu-central-1",
                  "properties": { "templateFile": "Shop.template.json", "stackName": "shop-prod", "parameters": { "Auth": "NONE" } }
                }
              }
            }
            """);
        Write("cdk.out/Shop.template.json", Stack);
        Write("cdk.out/asset.0123/template.json", Stack.Replace("${AWS::StackName}", "asset", StringComparison.Ordinal));
        Write("cdk.out/Shop.assets.json", """{"Resources":{"A":{"Type":"AWS::ApiGatewayV2::Api"}}}""");

        var said = Judge();

        var open = said.Of("AGW1001").ShouldHaveSingleItem();
        open.Subject.Identity.ShouldSatisfyAllConditions(
            identity => identity.Account.ShouldBe("444455556666"),
            identity => identity.Region.ShouldBe("eu-central-1"),
            identity => identity.ApiName.ShouldBe("shop-prod"));
        (open.Source?.Construct).ShouldBe("Shop/Api/Route");
        (open.Source?.File).ShouldBe("cdk.out/Shop.template.json");
    }

    [Fact]
    public void A_nested_stack_of_CDK_is_found_by_its_asset()
    {
        Write("cdk.out/Routes.nested.template.json", Nested);
        const string Type = "    Type: AWS::CloudFormation::Stack\n";
        const string Metadata = "    Metadata: { aws:asset:path: Routes.nested.template.json, aws:asset:property: TemplateURL }\n";
        Write("cdk.out/Main.template.json", Around
            .Replace("./routes/methods.yaml", "!Sub \"https://s3.${AWS::Region}.amazonaws.com/assets/0123.json\"", StringComparison.Ordinal)
            .Replace(Type, Type + Metadata, StringComparison.Ordinal));

        (Judge().Of("AGW1001").ShouldHaveSingleItem().Source?.File).ShouldBe("cdk.out/Routes.nested.template.json");
    }

    // serverless package: the state beside the template has the service, its stage and its Region.
    [Fact]
    public void A_package_of_the_Serverless_Framework_tells_its_Region_and_name()
    {
        Write(".serverless/serverless-state.json", """{"service":{"service":"shop","provider":{"stage":"dev","region":"eu-north-1"}}}""");
        Write(".serverless/cloudformation-template-update-stack.json", """
            {"Resources":{
              "ApiGatewayRestApi":{"Type":"AWS::ApiGateway::RestApi","Properties":{"Name":{"Ref":"AWS::StackName"}}},
              "ApiGatewayMethodOrdersGet":{"Type":"AWS::ApiGateway::Method","Properties":{
                "RestApiId":{"Ref":"ApiGatewayRestApi"},"ResourceId":{"Fn::GetAtt":["ApiGatewayRestApi","RootResourceId"]},
                "HttpMethod":"GET","AuthorizationType":"NONE","Integration":{"Type":"HTTP_PROXY","Uri":"http://example.com/"}}},
              "ApiGatewayDeployment1":{
                "Type":"AWS::ApiGateway::Deployment","Properties":{"RestApiId":{"Ref":"ApiGatewayRestApi"},"StageName":"dev"}}}}
            """);

        var identity = Judge().Of("AGW1001").ShouldHaveSingleItem().Subject.Identity;

        identity.Region.ShouldBe("eu-north-1");
        identity.ApiName.ShouldBe("shop-dev");
    }

    // What is accepted in the file that it is in, and not in the one around it.
    [Fact]
    public void A_comment_in_the_nested_template_accepts()
    {
        const string Line = "AuthorizationType: !Ref Auth";
        Write(
            "routes/methods.yaml",
            Nested.Replace(Line, $"{Line} # auditor:suppress AGW1001 a health check", StringComparison.Ordinal));
        Write("main.yaml", Around);

        Judge().Of("AGW1001").ShouldHaveSingleItem().Suppression.ShouldNotBeNull().Reason.ShouldBe("a health check");
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(_folder.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? "");
        File.WriteAllText(path, text);
    }

    private Checked Judge()
    {
        var check = new TemplateCheck();
        foreach (var file in TemplateCheck.FilesIn(["."], _folder.FullName))
        {
            check.Add(
                file.Name,
                File.ReadAllBytes(file.Path),
                ParameterValues.None.Or(file.Deployment),
                file.IsNamed,
                NearbyFiles.Of(file, _folder.FullName));
        }

        return new(check.Run(Checked.AllRules, RuleSettings.Default, Checked.Now, CancellationToken.None), check.Broken);
    }
}
