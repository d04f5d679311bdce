using System.Text.Json.Nodes;
using Auditor.Aws.Operations;
using Auditor.Core.Secrets;
using Auditor.Core.Text;

namespace Auditor.Aws.Recordings;

/// <summary>Takes secrets out of what goes over the wire, as they are taken out of the inventory that comes of it.</summary>
internal static class WireSecrets
{
    // What somebody chose the names of.
    private static readonly ImmutableArray<string> Chosen =
    [
        "tags", "Tags", "TagList", "requestParameters", "responseParameters", "RequestParameters", "ResponseParameters",
    ];

    private static readonly ImmutableArray<string> StageVariables = ["variables", "stageVariables", "stageVariableOverrides"];

    // What stands there is a value that somebody chose, and no sentence.
    private static readonly ImmutableArray<string> Values =
        [
            "uri", "integrationUri", "authorizerUri", "identityValidationExpression", "issuer", "allowOrigins", "truststoreUri",
            "x-amazon-apigateway-integration",
        ];

    public static string OfBody(Operation operation, string body, StageVariableNames variables) =>
        WafTexts.Rewrite(
            JsonStrings.Rewrite(
                body, JsonSecrets.MaskedName, (member, value) => Masked(operation, member, value, variables), JsonSecrets.MaskedNumber)
            ?? XmlTexts.Rewrite(body, (_, text) => SecretJudge.Mask(text))
            ?? SecretJudge.Mask(body),
            (part, name, text) => WebAclSecret.IsAskedFor(part, name, text) ? SecretMark.Of("shared secret", text) : text);

    public static JsonObject OfArguments(JsonObject arguments) =>
        JsonNode.Parse(JsonStrings.Rewrite(
            arguments.ToJsonString(),
            name => name,
            (member, value) => Masked(null, member, value, StageVariableNames.None)) ?? "{}") as JsonObject
            ?? [];

    private static string Masked(Operation? operation, JsonMember member, string value, StageVariableNames variables) => member switch
    {
        { Name: { } name } when operation?.SecretMember is { } secret && name == secret.Member =>
            SecretMark.IsWhole(value) ? value : SecretMark.Of(secret.Kind, value),
        { Name: { } name, Around: { } around } when StageVariables.Contains(around) => variables.Mask(name, value),
        { Around: { } around } when Chosen.Contains(around) => JsonSecrets.Masked(member, value),
        { Name: { } name } when Values.Contains(name, StringComparer.OrdinalIgnoreCase) => SecretJudge.Mask("value", value),
        { Name: { } name } when SecretJudge.IsSecretName(name) => SecretJudge.Mask(name, value),
        { Name: "Value", Called: { } called } => SecretJudge.Mask(called, value),
        _ => SecretJudge.Mask(value),
    };
}
