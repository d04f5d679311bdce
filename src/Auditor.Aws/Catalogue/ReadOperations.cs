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

namespace Auditor.Aws.Catalogue;

/// <summary>
/// Every operation that the auditor can call. There is no other way to reach AWS, so this list is also the permissions that it needs.
/// </summary>
public static class ReadOperations
{
    public static ImmutableArray<Operation> All { get; } =
    [
        .. RestApiOperations.All,
        .. HttpApiOperations.All,
        .. WafOperations.All,
        .. CloudWatchOperations.All,
        .. ConfigOperations.All,
        .. IamOperations.All,
        .. LambdaOperations.All,
        .. AcmOperations.All,
        .. CognitoOperations.All,
        .. LogsOperations.All,
        .. StsOperations.All,
        .. Ec2Operations.All,
        .. OrganizationOperations.All,
    ];
}
