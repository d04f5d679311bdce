using System.Collections.Immutable;

namespace Auditor.Core.Identity;

/// <summary>What policies that AWS wrote say of APIs, and of what opens them, for where only their names were read.</summary>
/// <remarks>AWS managed policy reference guide.</remarks>
internal static class KnownManagedPolicies
{
    private static readonly ImmutableDictionary<string, string> Documents = new Dictionary<string, string>
    {
        ["AdministratorAccess"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""",
        ["PowerUserAccess"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotAction":["iam:*","organizations:*","account:*"],"Resource":"*"}]}""",
        ["AmazonAPIGatewayInvokeFullAccess"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["execute-api:Invoke","execute-api:ManageConnections"],"Resource":"arn:aws:execute-api:*:*:*"}]}""",
        ["AmazonAPIGatewayAdministrator"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"apigateway:*","Resource":"arn:aws:apigateway:*::/*"}]}""",
        ["AmazonAPIGatewayPushToCloudWatchLogs"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["logs:CreateLogGroup","logs:CreateLogStream","logs:DescribeLogGroups","logs:DescribeLogStreams","logs:PutLogEvents","logs:GetLogEvents","logs:FilterLogEvents"],"Resource":"*"}]}""",
        ["IAMFullAccess"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:*","Resource":"*"}]}""",
        ["AWSLambda_FullAccess"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"lambda:*","Resource":"*"}]}""",
        ["AWSLambdaBasicExecutionRole"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["logs:CreateLogGroup","logs:CreateLogStream","logs:PutLogEvents"],"Resource":"*"}]}""",
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>The text of a policy of that name, for a partition; <see langword="null"/> where it is not known.</summary>
    public static string? TextOf(string name, string partition) =>
        Documents.GetValueOrDefault(name)?.Replace("arn:aws:", $"arn:{partition}:", StringComparison.Ordinal);
}
