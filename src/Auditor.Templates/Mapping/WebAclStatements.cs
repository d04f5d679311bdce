using System.Globalization;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Waf;
using Auditor.Templates.Values;

namespace Auditor.Templates.Mapping;

/// <summary>Reads the rules of web ACLs, which CloudFormation writes as the service's own interface does.</summary>
internal sealed class WebAclStatements(MappingContext context)
{
    private const int MaximumGroups = 5;
    private const string AnyAttack = "RegexPatternSetReferenceStatement";

    private static readonly ImmutableHashSet<string> Baseline =
    [
        "AWS/AWSManagedRulesCommonRuleSet", "AWS/AWSManagedRulesAdminProtectionRuleSet", "AWS/AWSManagedRulesKnownBadInputsRuleSet",
        "AWS/AWSManagedRulesSQLiRuleSet",
        "AWS/AWSManagedRulesLinuxRuleSet", "AWS/AWSManagedRulesUnixRuleSet", "AWS/AWSManagedRulesWindowsRuleSet",
        "AWS/AWSManagedRulesPHPRuleSet",
        "AWS/AWSManagedRulesWordPressRuleSet", "AWS/AWSManagedRulesAmazonIpReputationList", "AWS/AWSManagedRulesAnonymousIpList",
    ];

    public Fact<WebAclDefinition> Read(Resource acl)
    {
        if (acl["Rules"] is OpenValue open)
        {
            return new Unknown(open.Because);
        }

        return new WebAclDefinition
        {
            Name = context.NameOf(acl),
            DefaultAction = Action(acl["DefaultAction"]),
            Rules = Rules(acl["Rules"], 0),
        };
    }

    private ImmutableArray<WafRule> Rules(Value? rules, int depth) =>
        rules is null
            ? []
            : [.. rules.Items.Where(rule => rule is MapValue).Select(rule => Rule(rule, depth)).OrderBy(rule => rule.Priority)];

    private WafRule Rule(Value rule, int depth)
    {
        var (kind, members) = Of(rule["Statement"]);
        var matches = kind switch
        {
            "RuleGroupReferenceStatement" => null,
            "ManagedRuleGroupStatement" or "RateBasedStatement" => Statement(members?["ScopeDownStatement"]),
            _ => Statement(rule["Statement"]),
        };
        ImmutableArray<string> labels = [.. (rule["RuleLabels"]?.Items ?? []).Select(label => context.Text(label["Name"])).OfType<string>()];
        return new()
        {
            Name = context.Text(rule["Name"]) ?? "",
            Priority = (int)(Number(rule["Priority"]) ?? 0),
            Action = Action(rule["Action"] ?? rule["OverrideAction"]),
            Statement = kind,
            Matches = matches,
            Labels = labels is [] ? null : labels,
            MatchesEverything = kind is "RateBasedStatement" or "ManagedRuleGroupStatement" || matches is null
                ? false
                : EverythingMatches(matches),
            GroupRules = GroupRules(kind, members, depth),
            ManagedGroup = kind is "ManagedRuleGroupStatement"
                ? $"{context.Text(members?["VendorName"])}/{context.Text(members?["Name"])}"
                : null,
            OwnGroup = kind is "RuleGroupReferenceStatement" && context.Text(members?["Arn"])?.Split('/') is [.., var name, _]
                ? name
                : null,
            RateLimit = kind is "RateBasedStatement" ? Number(members?["Limit"]) : null,
            RateWindowSeconds = kind is "RateBasedStatement" ? Number(members?["EvaluationWindowSec"]) : null,
        };
    }

    private static Fact<bool> EverythingMatches(WafStatement statement) => WebAclEvaluator.MatchesEverything(statement, AddressSet.Ipv4)
        || (statement.Kind is "IPSetReferenceStatement" && statement.Addresses.Unknown is { } unknown
            ? unknown
            : (Fact<bool>)false) is { IsKnown: true, Value: true };

    private Fact<ImmutableArray<WafRule>?> GroupRules(string kind, Value? members, int depth)
    {
        if (kind is "ManagedRuleGroupStatement")
        {
            // What these are made of is AWS's; that they stop attacks and limit no rates is documented (AWS Managed Rules rule groups
            // list).
            if (Baseline.Contains($"{context.Text(members?["VendorName"])}/{context.Text(members?["Name"])}"))
            {
                return (ImmutableArray<WafRule>?)[new WafRule { Name = "rules against attacks", Action = WafAction.Block, Statement = AnyAttack, Matches = new() { Kind = AnyAttack } }];
            }

            return MappingContext.NotInTemplates("The rules of managed rule groups are not in the template.");
        }

        if (kind is not "RuleGroupReferenceStatement")
        {
            return (ImmutableArray<WafRule>?)null;
        }

        return context.Referred(members?["Arn"]) is { Type: "AWS::WAFv2::RuleGroup" } group && depth < MaximumGroups
            ? (ImmutableArray<WafRule>?)Rules(group["Rules"], depth + 1)
            : MappingContext.NotInTemplates("The rule group is not in the template.");
    }

    private static (string Kind, Value? Members) Of(Value? statement) =>
        statement is MapValue { Properties: [var first, ..] }
            ? (first.Name.Replace("IpSet", "IPSet", StringComparison.Ordinal), first.Value)
            : ("", null);

    private WafStatement? Statement(Value? statement)
    {
        var (kind, members) = Of(statement);
        return kind switch
        {
            "" => null,
            "AndStatement" or "OrStatement" =>
                new()
                {
                    Kind = kind,
                    Statements = [.. (members?["Statements"]?.Items ?? []).Select(inner => Statement(inner) ?? new WafStatement { Kind = "" })],
                },
            "NotStatement" => new() { Kind = kind, Statements = [Statement(members?["Statement"]) ?? new WafStatement { Kind = "" }] },
            "IPSetReferenceStatement" => new()
            {
                Kind = kind,
                Addresses = context.Referred(members?["Arn"]) is { Type: "AWS::WAFv2::IPSet" } set
                    && set["Addresses"] is not { OpenBecause: not null }
                    ? context.Texts(set["Addresses"])
                    : MappingContext.NotInTemplates("The IP set is not in the template."),
                ForwardedAddress = members?["IPSetForwardedIPConfig"] is { } forwarded
                    ? new(
                        (context.Text(forwarded["HeaderName"]) ?? "").ToLowerInvariant(),
                        context.Text(forwarded["FallbackBehavior"]) is "MATCH")
                    : null,
            },
            "GeoMatchStatement" =>
                new() { Kind = kind, Countries = [.. context.Texts(members?["CountryCodes"]).Order(StringComparer.Ordinal)] },
            "LabelMatchStatement" =>
                new()
                {
                    Kind = kind,
                    Label = context.Text(members?["Key"]),
                    IsLabelNamespace = context.Text(members?["Scope"]) is "NAMESPACE" ? true : null,
                },
            "ByteMatchStatement" => ByteMatch(members),
            "SizeConstraintStatement" or "RegexMatchStatement" =>
                new() { Kind = kind, MatchesEverything = MatchesEverything(kind, members) ? true : null },
            _ => new() { Kind = kind },
        };
    }

    private WafStatement ByteMatch(Value? members)
    {
        var (part, inner) = Of(members?["FieldToMatch"]);
        ImmutableArray<string> transformations =
        [
            .. (members?["TextTransformations"]?.Items ?? [])
                .OrderBy(entry => Number(entry["Priority"]))
                .Select(entry => context.Text(entry["Type"]))
                .OfType<string>()
                .Where(type => type is not "NONE"),
        ];
        var statement = new WafStatement
        {
            Kind = "ByteMatchStatement",
            Part = part,
            PartName = context.Text(inner?["Name"])?.ToLowerInvariant(),
            Comparison = context.Text(members?["PositionalConstraint"]),
            Transformations = transformations is [] ? null : transformations,
        };
        return context.Text(members?["SearchString"]) switch
        {
            null => statement,
            "/" when statement is { Part: "UriPath", Comparison: "STARTS_WITH" or "CONTAINS" } && transformations is [] =>
                statement with { MatchesEverything = true, Value = "/" },
            // What a header must say may be a secret that two systems share.
            _ when part is "SingleHeader" or "SingleQueryArgument" or "Cookies" => statement with { SecretValue = 1 },
            var text => statement with { Value = text },
        };
    }

    private bool MatchesEverything(string kind, Value? members)
    {
        var part = Of(members?["FieldToMatch"]).Kind;
        if (part is not ("UriPath" or "QueryString" or "Method" or "Body" or ""))
        {
            return false;
        }

        if (kind is "RegexMatchStatement")
        {
            return context.Text(members?["RegexString"]) is ".*" or "^.*$" or "^" or "^.*" or ".*$";
        }

        var least = part is "UriPath" or "Method" ? 1 : 0;
        return (context.Text(members?["ComparisonOperator"]), Number(members?["Size"])) switch
        {
            ("GE", { } size) => size <= least,
            ("GT", { } size) => size < least,
            _ => false,
        };
    }

    private long? Number(Value? value) =>
        long.TryParse(context.Text(value), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static WafAction Action(Value? action) => action is MapValue { Properties: [var first, ..] } ? first.Name switch
    {
        "Allow" => WafAction.Allow,
        "Block" => WafAction.Block,
        "Count" => WafAction.Count,
        "Captcha" => WafAction.Captcha,
        "Challenge" => WafAction.Challenge,
        "None" => WafAction.Group,
        _ => WafAction.Other,
    } : WafAction.Other;
}
