using System.Reflection;
using Auditor.Aws.Catalogue;
using Auditor.Aws.Operations;
using Auditor.Aws.Services.Acm;
using Auditor.Aws.Services.ApiGateway;
using Auditor.Aws.Services.ApiGatewayV2;
using Auditor.Aws.Services.CloudWatch;
using Auditor.Aws.Services.Cognito;
using Auditor.Aws.Services.Config;
using Auditor.Aws.Services.Ec2;
using Auditor.Aws.Services.Iam;
using Auditor.Aws.Services.Lambda;
using Auditor.Aws.Services.Logs;
using Auditor.Aws.Services.Organizations;
using Auditor.Aws.Services.Sts;
using Auditor.Aws.Services.Waf;
using Auditor.Aws.Transport;

namespace Auditor.Aws.Tests.Transport;

public sealed class EndpointTests
{
    private static readonly Dictionary<string, Service> ByFixtureName = new(StringComparer.Ordinal)
    {
        ["apigateway"] = RestApiOperations.Service,
        ["apigatewayv2"] = HttpApiOperations.Service,
        ["wafv2"] = WafOperations.Service,
        ["cloudwatch"] = CloudWatchOperations.Service,
        ["config"] = ConfigOperations.Service,
        ["iam"] = IamOperations.Service,
        ["lambda"] = LambdaOperations.Service,
        ["sts"] = StsOperations.Service,
        ["ec2"] = Ec2Operations.Service,
        ["acm"] = AcmOperations.Service,
        ["cognito-idp"] = CognitoOperations.Service,
        ["logs"] = LogsOperations.Service,
        ["organizations"] = OrganizationOperations.ListAccounts.Service,
    };

    [Fact]
    public void Endpoints_are_those_of_the_rules_of_AWS_in_every_partition()
    {
        var lines = Fixture().Where(line => !line.StartsWith('#')).ToArray();
        lines.Length.ShouldBeGreaterThan(140);
        foreach (var line in lines)
        {
            var (service, region, variant, url, signingRegion) = line.Split(' ') switch { var parts => (ByFixtureName[parts[0]], parts[1], parts[2], parts[3], parts[4]) };
            var config = new OperationConfig(service, region)
            {
                UseFIPSEndpoint = variant is "fips",
                UseDualstackEndpoint = variant is "dual-stack",
            };

            config.EndpointProvider.ResolveEndpoint(OperationEndpointParameters.Of(config)).URL.TrimEnd('/').ShouldBe(url, line);
            config.AuthenticationRegion.ShouldBe(signingRegion, line);
        }
    }

    [Fact]
    public void Every_service_is_in_the_fixture() =>
        ReadOperations.All.Select(operation => operation.Service).Distinct().ShouldBe(ByFixtureName.Values, ignoreOrder: true);

    private static string[] Fixture()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("endpoints.txt").ShouldNotBeNull();
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
