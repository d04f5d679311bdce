using Auditor.Aws.Operations;
using Auditor.Aws.Services.Cognito.Wire;

namespace Auditor.Aws.Services.Cognito;

/// <summary>Reads of Cognito: the user pools that authorizers trust.</summary>
internal static class CognitoOperations
{
    // Of the 15/s that it gives this read.
    public static Service Service { get; } = new(
        "Cognito Identity Provider",
        "cognito-idp",
        "cognito-idp",
        WireProtocol.Json11,
        "2016-04-18")
    { TargetPrefix = "AWSCognitoIdentityProviderService", HasPlainDualStackName = true, RequestsPerSecond = 5 };

    public static Operation<UserPoolAnswer> DescribeUserPool { get; } = new(Service, "DescribeUserPool", CognitoJson.Default.UserPoolAnswer)
    {
        Action = "cognito-idp:DescribeUserPool",
        Resource = "*",
        Feeds = "Whether anybody can make an account in the user pools that authorizers trust.",
        Cost = "1 for each distinct user pool of Cognito and JWT authorizers",
        Lost = "Whether anybody can make an account in it.",
    };

    public static ImmutableArray<Operation> All { get; } = [DescribeUserPool];
}
