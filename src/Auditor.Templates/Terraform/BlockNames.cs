namespace Auditor.Templates.Terraform;

/// <summary>Tells of the members of blocks what CloudFormation calls them, and which of them there can be several of.</summary>
internal static class BlockNames
{
    // AWS::WAFv2::WebACL, AWS::ApiGateway::UsagePlan, AWS::IAM::Role, AWS::CloudWatch::Alarm.
    private static readonly ImmutableDictionary<string, string> Related = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["rule"] = "Rules",
        ["rule_label"] = "RuleLabels",
        ["text_transformation"] = "TextTransformations",
        ["ip_set_reference_statement"] = "IPSetReferenceStatement",
        ["ip_set_forwarded_ip_config"] = "IPSetForwardedIPConfig",
        ["policy"] = "PolicyDocument",
    }.ToImmutableDictionary(StringComparer.Ordinal);

    public static string Of(string name, string within) =>
        IsStatementOfSeveral(name, within) ? "Statements" : Related.GetValueOrDefault(name) ?? AttributeMapping.Spelled(name);

    public static bool AreSeveral(string name, string within) => IsStatementOfSeveral(name, within)
        || name is "rule" or "rule_label" or "text_transformation" or "throttle" or "route_settings" or "api_stages" or "inline_policy" or "metric_query";

    public static bool IsLink(string name) => name is "api_id" or "stage" or "arn";

    public static bool IsPolicy(string name) => name is "policy";

    private static bool IsStatementOfSeveral(string name, string within) =>
        name is "statement" && within is ("and_statement" or "or_statement");
}
