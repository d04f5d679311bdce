using System.Collections.Frozen;
using System.Collections.Immutable;
using Auditor.Core.Inventory;

namespace Auditor.Core.Fixes;

/// <summary>What belongs into the blanks of commands, and which commands tell.</summary>
public static class FixBlanks
{
    private static readonly FrozenDictionary<string, string> Meanings = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["YOUR_ALARM_TOPIC_ARN"] = "The SNS topic that tells whoever is on call.",
        ["YOUR_API_ID"] = "The API's id.",
        ["YOUR_API_KEY_ID"] = "The id of the API key that the callers of the route shall use.",
        ["YOUR_API_MAPPING_ID"] = "The id of the mapping.",
        ["YOUR_APP_CLIENT_ID"] = "The id of the user pool's app client whose tokens are meant.",
        ["YOUR_AUDIENCE"] = "What the tokens made for this API carry in aud or client_id.",
        ["YOUR_AUTHORIZER_ID"] = "The id of the authorizer.",
        ["YOUR_BACKEND_NAME"] = "The name in the backend's certificate.",
        ["YOUR_BACKEND_WITH_TLS"] = "The backend's address, beginning with https://.",
        ["YOUR_BUCKET"] = "A bucket of yours in Amazon S3.",
        ["YOUR_CALL_SOURCE"] = "Whose calls the function is for, arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/*/GET/orders.",
        ["YOUR_CERTIFICATE_ARN"] = "The certificate in AWS Certificate Manager.",
        ["YOUR_CERTIFICATE_FILE"] = "The file with the renewed certificate, in PEM.",
        ["YOUR_CHAIN_FILE"] = "The file with the certificate chain, in PEM.",
        ["YOUR_DOMAIN"] = "The custom domain name.",
        ["YOUR_DOMAIN_NAME_ID"] = "The id of the private domain name.",
        ["YOUR_FUNCTION_ARN"] = "The function that shall decide who gets in.",
        ["YOUR_IDENTITY_HEADER"] = "The header in which callers send their credential, such as Authorization.",
        ["YOUR_INTEGRATION_ID"] = "The id of the integration behind the route.",
        ["YOUR_KMS_KEY_ARN"] = "The KMS key that the log is to be encrypted with.",
        ["YOUR_LISTENER_ARN"] = "The load balancer's TLS listener.",
        ["YOUR_METRIC_API_NAME"] = "The API's name as CloudWatch has it, without what is not ASCII.",
        ["YOUR_MODEL"] = "The name of the API's model that request bodies have to follow.",
        ["YOUR_ORIGIN"] = "The web site whose scripts may call the API, https://www.example.com.",
        ["YOUR_POLICY_ARN"] = "The managed policy.",
        ["YOUR_POLICY_NAME"] = "The name of the role's inline policy that allows too much.",
        ["YOUR_POLICY_FILE"] = "A file with the whole new policy, as JSON: Auditor cannot know whom you mean to let in.",
        ["YOUR_PRIVATE_KEY_FILE"] = "The file with the certificate's private key, in PEM.",
        ["YOUR_RESOURCE_ID"] = "The id of the resource that the method belongs to.",
        ["YOUR_ROLE_ARN"] = "A role that API Gateway may assume and that may do only what the route does.",
        ["YOUR_ROUTE_ID"] = "The route's id.",
        ["YOUR_ASKING_ROUTE_ID"] = "The id of the route that asks who calls: of a WebSocket API that is $connect.",
        ["YOUR_SCOPE"] = "A scope that only the tokens of those who may call the route carry.",
        ["YOUR_STAGE"] = "The stage's name.",
        ["YOUR_STATEMENT_ID"] = "The statement's id (Sid).",
        ["YOUR_TAG_KEY"] = "The key of a tag that the API lacks, such as team.",
        ["YOUR_TAG_VALUE"] = "The tag's value, such as web.",
        ["YOUR_TOPIC_ARN"] = "The SNS topic that is told of every change.",
        ["YOUR_TRUSTSTORE_FILE"] = "The repaired truststore, a file in PEM.",
        ["YOUR_TRUSTSTORE_URI"] = "Where the truststore is, s3://bucket/truststore.pem.",
        ["YOUR_USAGE_PLAN_ID"] = "The usage plan's id.",
        ["YOUR_USER_POOL_ARN"] = "The Cognito user pool of those who may sign in.",
        ["YOUR_USER_POOL_DOMAIN"] = "The user pool's domain, with which people sign in.",
        ["YOUR_WEB_ACL_ARN"] = "The web ACL.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, (string? OfRest, string? OfOthers)> Lookups =
        new Dictionary<string, (string? OfRest, string? OfOthers)>(StringComparer.Ordinal)
        {
            ["YOUR_RESOURCE_ID"] = (
                "aws apigateway get-resources --region {region} --rest-api-id {apiId} --query "
                    + "'items[?path==`\"{path}\"`].id' --output text",
                null),
            ["YOUR_ROUTE_ID"] = (
                null,
                "aws apigatewayv2 get-routes --region {region} --api-id {apiId} --query "
                    + "'Items[?RouteKey==`\"{route}\"`].RouteId' --output text"),
            ["YOUR_ASKING_ROUTE_ID"] = (
                null,
                "aws apigatewayv2 get-routes --region {region} --api-id {apiId} --query "
                    + "'Items[?RouteKey==`\"{askingRoute}\"`].RouteId' --output text"),
            ["YOUR_INTEGRATION_ID"] = (
                null,
                "aws apigatewayv2 get-routes --region {region} --api-id {apiId} --query "
                    + "'Items[?RouteKey==`\"{route}\"`].Target' --output text"),
            ["YOUR_AUTHORIZER_ID"] = (
                "aws apigateway get-authorizers --region {region} --rest-api-id {apiId} --query 'items[].[id,name]' --output text",
                "aws apigatewayv2 get-authorizers --region {region} --api-id {apiId} --query 'Items[].[AuthorizerId,Name]' --output text"),
            ["YOUR_STAGE"] = (
                "aws apigateway get-stages --region {region} --rest-api-id {apiId} --query 'item[].stageName' --output text",
                "aws apigatewayv2 get-stages --region {region} --api-id {apiId} --query 'Items[].StageName' --output text"),
            ["YOUR_MODEL"] = (
                "aws apigateway get-models --region {region} --rest-api-id {apiId} --query 'items[].name' --output text", null),
            ["YOUR_CERTIFICATE_ARN"] = Both(
                "aws acm list-certificates --region {region} --query 'CertificateSummaryList[].[CertificateArn,DomainName]' --output text"),
            ["YOUR_API_MAPPING_ID"] = Both(
                "aws apigatewayv2 get-api-mappings --region {region} --domain-name {domain} "
                    + "--query 'Items[].[ApiMappingId,ApiMappingKey,ApiId,Stage]' --output text"),
            ["YOUR_USAGE_PLAN_ID"] = Both("aws apigateway get-usage-plans --region {region} --query 'items[].[id,name]' --output text"),
            ["YOUR_API_KEY_ID"] = Both("aws apigateway get-api-keys --region {region} --query 'items[].[id,name]' --output text"),
            ["YOUR_STATEMENT_ID"] = Both(
                "aws lambda get-policy --region {region} --function-name {functionArn} --query Policy --output text"),
            ["YOUR_DOMAIN_NAME_ID"] = Both(
                "aws apigateway get-domain-names --region {region} --query 'items[].[domainNameId,domainName]' --output text"),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The blanks that rule pages may have.</summary>
    public static ImmutableArray<string> Names { get; } = [.. Meanings.Keys.Order(StringComparer.Ordinal)];

    /// <summary>What belongs into a blank, as a sentence.</summary>
    public static string Meaning(string blank) => Meanings.GetValueOrDefault(blank, "Something that the inventory does not say.");

    /// <summary>The blanks of a command, and what belongs into each.</summary>
    public static ImmutableArray<FixBlank> In(string command) =>
        [.. ShellText.BlanksOf(command).Select(name => new FixBlank(name, Meaning(name)))];

    internal static ImmutableArray<FixStep> Lookup(string blank, ApiKind? kind) =>
        Lookups.TryGetValue(blank, out var lookup) && (kind is ApiKind.Rest ? lookup.OfRest
            : lookup.OfOthers ?? lookup.OfRest) is { } command
            ? [new($"tells {blank}", command)]
            : [];

    private static (string? OfRest, string? OfOthers) Both(string command) => (command, command);
}
