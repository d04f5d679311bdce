using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auditor.Cli.Reporting;

/// <summary>A CloudFormation template of the role that is assumed in each account, for one stack or a StackSet.</summary>
internal static class RoleTemplate
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <param name="policy">What it may do, as JSON.</param>
    public static string Of(string policy) => new JsonObject
    {
        ["AWSTemplateFormatVersion"] = "2010-09-09",
        ["Description"] = $"The role that auditor {ProductVersion.Text} assumes to read the configuration of API Gateway and what stands "
            + $"around it. It cannot change anything.",
        ["Parameters"] = new JsonObject
        {
            ["RoleName"] = new JsonObject
            {
                ["Type"] = "String",
                ["Default"] = "auditor",
                ["Description"] = "The same in every account: what --organization-role names",
            },
            ["Trusted"] = new JsonObject
            {
                ["Type"] = "String",
                ["Description"] = "ARN of the user or role that may assume it",
                ["AllowedPattern"] = "arn:[a-z-]+:iam::[0-9]{12}:(user|role)/.+",
            },
            ["ExternalId"] = new JsonObject
            {
                ["Type"] = "String",
                ["Default"] = "",
                ["Description"] = "What --external-id has to say; empty for nothing",
            },
        },
        ["Conditions"] = new JsonObject { ["HasExternalId"] = Function("Fn::Not", new JsonArray(Function("Fn::Equals", new JsonArray(Function("Ref", "ExternalId"), "")))) },
        ["Resources"] = new JsonObject
        {
            ["Role"] = new JsonObject
            {
                ["Type"] = "AWS::IAM::Role",
                ["Properties"] = new JsonObject
                {
                    ["RoleName"] = Function("Ref", "RoleName"),
                    ["MaxSessionDuration"] = 7200,
                    ["AssumeRolePolicyDocument"] = new JsonObject
                    {
                        ["Version"] = "2012-10-17",
                        ["Statement"] = new JsonArray(new JsonObject
                        {
                            ["Effect"] = "Allow",
                            ["Action"] = "sts:AssumeRole",
                            ["Principal"] = new JsonObject { ["AWS"] = Function("Ref", "Trusted") },
                            ["Condition"] = Function("Fn::If", new JsonArray(
                                "HasExternalId",
                                new JsonObject { ["StringEquals"] = new JsonObject { ["sts:ExternalId"] = Function("Ref", "ExternalId") } },
                                Function("Ref", "AWS::NoValue"))),
                        }),
                    },
                    ["Policies"] = new JsonArray(
                        new JsonObject { ["PolicyName"] = "auditor", ["PolicyDocument"] = JsonNode.Parse(policy) }),
                },
            },
        },
        ["Outputs"] = new JsonObject { ["RoleArn"] = new JsonObject { ["Value"] = Function("Fn::GetAtt", new JsonArray("Role", "Arn")) } },
    }.ToJsonString(Indented);

    private static JsonObject Function(string name, JsonNode value) => new() { [name] = value };
}
