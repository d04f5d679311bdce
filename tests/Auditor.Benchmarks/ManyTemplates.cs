using System.Globalization;
using System.Text;
using BenchmarkDotNet.Loggers;

namespace Auditor.Benchmarks;

/// <summary>What a check of a folder of templates costs, each with an API of 48 routes, a function and a permission for each: 200 resources.</summary>
internal static class ManyTemplates
{
    private const int Routes = 48;

    private static readonly string[] Words = ["things", "orders", "parts", "{id}"];

    public static void Run(int count)
    {
        var folder = Directory.CreateTempSubdirectory("auditor-templates");
        try
        {
            var templates = folder.CreateSubdirectory("templates");
            var bytes = 0L;
            for (var number = 0; number < count; number++)
            {
                var text = Template(number);
                bytes += text.Length;
                File.WriteAllText(Path.Combine(templates.FullName, FormattableString.Invariant($"service{number:D5}.yaml")), text);
            }

            Write($"{count:N0} templates of 200 resources, {bytes / 1e6:N0} MB: seconds of processor, seconds, most memory (MB)");
            foreach (var cores in new[] { 1, Environment.ProcessorCount })
            {
                var (processor, wall, peak) = AuditorRun.Check([templates.FullName], Path.Combine(folder.FullName, "report"), cores);
                Write($"  {cores} cores: {processor,6:F1} s {wall,6:F1} s {peak,6:N0} MB");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private const string Head = """
        AWSTemplateFormatVersion: "2010-09-09"
        Parameters:
          Stage: {Type: String, Default: prod}
        Resources:
          Api:
            Type: AWS::ApiGateway::RestApi
            Properties: {Name: service-NUMBER, EndpointConfiguration: {Types: [REGIONAL]}}
          Tokens:
            Type: AWS::ApiGateway::Authorizer
            Properties:
              Name: tokens
              Type: TOKEN
              RestApiId: !Ref Api
              IdentitySource: method.request.header.Authorization
              AuthorizerUri: !Sub "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${F0.Arn}/invocations"
          Role:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument:
                Version: "2012-10-17"
                Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]
          Log: {Type: AWS::Logs::LogGroup, Properties: {RetentionInDays: 30}}
          Plan: {Type: AWS::ApiGateway::UsagePlan, Properties: {Throttle: {RateLimit: 10, BurstLimit: 5}}}
          Account: {Type: AWS::ApiGateway::Account, Properties: {CloudWatchRoleArn: !GetAtt Role.Arn}}
          Deployment: {Type: AWS::ApiGateway::Deployment, Properties: {RestApiId: !Ref Api}}
          StageOfApi:
            Type: AWS::ApiGateway::Stage
            Properties:
              RestApiId: !Ref Api
              DeploymentId: !Ref Deployment
              StageName: !Ref Stage
              AccessLogSetting: {DestinationArn: !GetAtt Log.Arn, Format: "$context.requestId $context.identity.sourceIp"}
              MethodSettings: [{HttpMethod: "*", ResourcePath: "/*", ThrottlingRateLimit: 100, ThrottlingBurstLimit: 50}]

        """;

    private const string Route = """
          RNUMBER:
            Type: AWS::ApiGateway::Resource
            Properties: {RestApiId: !Ref Api, ParentId: PARENT, PathPart: "PART"}
          MNUMBER:
            Type: AWS::ApiGateway::Method
            Properties:
              RestApiId: !Ref Api
              ResourceId: !Ref RNUMBER
              HttpMethod: VERB
              AuthorizationType: ASKS
              Integration:
                Type: AWS_PROXY
                IntegrationHttpMethod: POST
                Uri: !Sub "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${FNUMBER.Arn}/invocations"
          FNUMBER:
            Type: AWS::Lambda::Function
            Properties:
              Runtime: nodejs20.x
              Handler: index.handler
              Role: !GetAtt Role.Arn
              Code: {ZipFile: "exports.handler = async () => 1"}
              Environment: {Variables: {TABLE: !Sub "t-${Stage}-NUMBER"}}
          PNUMBER:
            Type: AWS::Lambda::Permission
            Properties:
              Action: lambda:InvokeFunction
              FunctionName: !Ref FNUMBER
              Principal: apigateway.amazonaws.com
              SourceArn: !Sub "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/SOURCE"

        """;

    // One route is open, the others ask an authorizer; every sixteenth permission is wider than its route.
    private static string Template(int number)
    {
        var text = new StringBuilder(Head.Replace("NUMBER", Text(number), StringComparison.Ordinal));
        var path = "";
        foreach (var route in Enumerable.Range(0, Routes))
        {
            var isTop = route % Words.Length == 0;
            var part = Words[route % Words.Length] is "{id}" ? $"{{id{Text(route)}}}" : $"{Words[route % Words.Length]}{Text(route)}";
            path = isTop ? part : $"{path}/{(part is ['{', ..] ? "*" : part)}";
            var verb = route % 2 == 0 ? "POST" : "GET";
            text.Append(Route
                .Replace("NUMBER", Text(route), StringComparison.Ordinal)
                .Replace("PARENT", isTop ? "!GetAtt Api.RootResourceId" : $"!Ref R{Text(route - 1)}", StringComparison.Ordinal)
                .Replace("PART", part, StringComparison.Ordinal)
                .Replace("VERB", verb, StringComparison.Ordinal)
                .Replace("ASKS", route == 0 ? "NONE" : "CUSTOM\n      AuthorizerId: !Ref Tokens", StringComparison.Ordinal)
                .Replace("SOURCE", route % 16 == 0 ? "*/*/*" : $"*/{verb}/{path}", StringComparison.Ordinal));
        }

        return text.ToString();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Write(FormattableString line) => ConsoleLogger.Default.WriteLine(FormattableString.Invariant(line));
}
