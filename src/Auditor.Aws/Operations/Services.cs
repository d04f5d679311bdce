namespace Auditor.Aws.Operations;

/// <summary>The services that are read. Rates leave room for everybody else in the account: the quotas are shared with its own deployments.</summary>
internal static class Services
{
    /// <summary>Of the 10/s that an account has in a Region for all management calls.</summary>
    private const double ApiGatewayRate = 8;

    public static Service RestApis { get; } = new("API Gateway", "apigateway", "apigateway", WireProtocol.RestJson, "2015-07-09") { RequestsPerSecond = ApiGatewayRate };

    public static Service HttpApis { get; } = new("ApiGatewayV2", "apigateway", "apigateway", WireProtocol.RestJson, "2018-11-29") { RequestsPerSecond = ApiGatewayRate };

    public static Service Waf { get; } = new("WAFV2", "wafv2", "wafv2", WireProtocol.Json11, "2019-07-29") { TargetPrefix = "AWSWAF_20190729", RequestsPerSecond = 4 };

    public static Service CloudWatch { get; } = new("CloudWatch", "monitoring", "monitoring", WireProtocol.Json10, "2010-08-01")
    {
        TargetPrefix = "GraniteServiceVersion20100801",
        HasPlainFipsNameInGovCloud = true,
        RequestsPerSecond = 15,
    };

    public static Service Config { get; } = new("Config Service", "config", "config", WireProtocol.Json11, "2014-11-12")
    {
        TargetPrefix = "StarlingDoveService",
        HasPlainFipsNameInGovCloud = true,
        RequestsPerSecond = 3,
    };

    public static Service Iam { get; } = new("IAM", "iam", "iam", WireProtocol.QueryXml, "2010-05-08") { IsGlobal = true, RequestsPerSecond = 5 };

    public static Service Lambda { get; } = new("Lambda", "lambda", "lambda", WireProtocol.RestJson, "2015-03-31") { RequestsPerSecond = 8 };

    // Of the 10/s that ACM and CloudWatch Logs give these reads and the 15/s of Cognito.
    public static Service Acm { get; } = new("ACM", "acm", "acm", WireProtocol.Json11, "2015-12-08") { TargetPrefix = "CertificateManager", HasPlainFipsNameInGovCloud = true, RequestsPerSecond = 5 };

    public static Service Cognito { get; } = new("Cognito Identity Provider", "cognito-idp", "cognito-idp", WireProtocol.Json11, "2016-04-18") { TargetPrefix = "AWSCognitoIdentityProviderService", HasPlainDualStackName = true, RequestsPerSecond = 5 };

    public static Service Logs { get; } = new("CloudWatch Logs", "logs", "logs", WireProtocol.Json11, "2014-03-28") { TargetPrefix = "Logs_20140328", HasPlainFipsNameInGovCloud = true, RequestsPerSecond = 4 };

    public static Service Sts { get; } = new("STS", "sts", "sts", WireProtocol.QueryXml, "2011-06-15") { HasPlainFipsNameInGovCloud = true, RequestsPerSecond = 5 };

    public static Service Ec2 { get; } = new("EC2", "ec2", "ec2", WireProtocol.Ec2Xml, "2016-11-15") { HasPlainFipsNameInGovCloud = true, RequestsPerSecond = 5 };
}
