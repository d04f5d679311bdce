using System.Reflection;
using Auditor.Aws.Operations;
using Auditor.Aws.Transport;

namespace Auditor.Aws.Tests.Transport;

public sealed class EndpointTests
{
    private static readonly Dictionary<string, Service> ByFixtureName = new(StringComparer.Ordinal)
    {
        ["apigateway"] = Services.RestApis,
        ["apigatewayv2"] = Services.HttpApis,
        ["wafv2"] = Services.Waf,
        ["cloudwatch"] = Services.CloudWatch,
        ["config"] = Services.Config,
        ["iam"] = Services.Iam,
        ["lambda"] = Services.Lambda,
        ["sts"] = Services.Sts,
        ["ec2"] = Services.Ec2,
        ["acm"] = Services.Acm,
        ["cognito-idp"] = Services.Cognito,
        ["logs"] = Services.Logs,
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
            var config = new OperationConfig(service, region) { UseFIPSEndpoint = variant is "fips", UseDualstackEndpoint = variant is "dual-stack" };

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
