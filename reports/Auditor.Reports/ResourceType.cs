using Auditor.Core.Inventory;
using Auditor.Core.Subjects;

namespace Auditor.Reports;

/// <summary>What kind of AWS resource a finding is about, as the two formats that ask for it name it.</summary>
internal static class ResourceType
{
    /// <summary>What Security Hub takes for what it has no type for.</summary>
    public const string SecurityHubOther = "Other";

    /// <summary><c>AWS::ApiGateway::Stage</c>, as CloudFormation and AWS Config name it.</summary>
    public static string CloudFormation(Subject subject) => subject switch
    {
        ApiSubject api => api.Api.IsRest ? "AWS::ApiGateway::RestApi" : "AWS::ApiGatewayV2::Api",
        StageSubject stage => stage.Api.IsRest ? "AWS::ApiGateway::Stage" : "AWS::ApiGatewayV2::Stage",
        RouteSubject route => route.Api.IsRest ? "AWS::ApiGateway::Method" : "AWS::ApiGatewayV2::Route",
        AuthorizerSubject authorizer => authorizer.Api.IsRest ? "AWS::ApiGateway::Authorizer" : "AWS::ApiGatewayV2::Authorizer",
        DomainSubject => "AWS::ApiGateway::DomainName",
        UsagePlanSubject => "AWS::ApiGateway::UsagePlan",
        ApiKeySubject => "AWS::ApiGateway::ApiKey",
        VpcLinkSubject link => link.Link.IsV2 ? "AWS::ApiGatewayV2::VpcLink" : "AWS::ApiGateway::VpcLink",
        PortalSubject => "AWS::ApiGatewayV2::Portal",
        ScopeSubject => "AWS::ApiGateway::Account",
        FunctionSubject => "AWS::Lambda::Function",
        IdentityPolicySubject policy => policy.Policy.Kind is IdentityPolicyKind.Inline ? "AWS::IAM::Policy" : "AWS::IAM::ManagedPolicy",
        _ => "AWS::::Account",
    };

    /// <summary><c>AwsApiGatewayStage</c>, as Security Hub names it; it knows neither routes nor authorizers.</summary>
    public static string SecurityHub(Subject subject) => subject switch
    {
        ApiSubject api => SecurityHubApi(api.Api),
        StageSubject stage => stage.Api.IsRest ? "AwsApiGatewayStage" : "AwsApiGatewayV2Stage",
        FunctionSubject => "AwsLambdaFunction",
        IdentityPolicySubject { Policy.Kind: not IdentityPolicyKind.Inline } => "AwsIamPolicy",
        AccountSubject => "AwsAccount",
        _ => SecurityHubOther,
    };

    /// <summary>The type of an API.</summary>
    public static string SecurityHubApi(Api api) => api.IsRest ? "AwsApiGatewayRestApi" : "AwsApiGatewayV2Api";
}
