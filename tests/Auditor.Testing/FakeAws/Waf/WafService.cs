using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Protocol;

namespace Auditor.Testing.FakeAws.Waf;

/// <summary>WAFv2 (aws-facts.md A.1, A.5, H).</summary>
internal sealed class WafService : JsonRpcService
{
    public override string SigningName => "wafv2";

    protected override string TargetPrefix => "AWSWAF_20190729";

    protected override string ActionPrefix => "wafv2";

    protected override ImmutableDictionary<string, Func<FakeRequest, JsonObject, JsonObject>> Operations { get; } =
        new Dictionary<string, Func<FakeRequest, JsonObject, JsonObject>>(StringComparer.Ordinal)
        {
            ["GetWebACL"] = GetWebAcl,
            ["GetRuleGroup"] = GetRuleGroup,
            ["GetIPSet"] = GetIpSet,
            ["DescribeManagedRuleGroup"] = DescribeManagedRuleGroup,
            ["GetLoggingConfiguration"] = GetLoggingConfiguration,
        }.ToImmutableDictionary(StringComparer.Ordinal);

    protected override string Resource(JsonObject input) =>
        new[] { "ARN", "ResourceArn", "WebACLArn" }.Select(name => input[name]).OfType<JsonValue>().FirstOrDefault()?.ToString() ?? "*";

    private static JsonObject GetWebAcl(FakeRequest request, JsonObject input) => Wire.Object(
        ("WebACL", WebAcl(request, ByArn(request, input, request.Region.WebAcls, Arn, acl => acl.Name, acl => acl.Id))),
        ("LockToken", "00000000-0000-4000-8000-000000000001"));

    private static JsonObject GetRuleGroup(FakeRequest request, JsonObject input)
    {
        var group = ByArn(
            request,
            input,
            request.Region.RuleGroups,
            (at, item) => item.Arn(at.Region.Name, at.Account.Id, at.Partition),
            item => item.Name,
            item => item.Id);
        return Wire.Object(
            ("RuleGroup", Wire.Object(
                ("Name", group.Name),
                ("Id", group.Id),
                ("Capacity", 100),
                ("ARN", group.Arn(request.Region.Name, request.Account.Id, request.Partition)),
                ("Rules", group.Rules.DeepClone()),
                ("VisibilityConfig", Visibility(group.Name, true)))),
            ("LockToken", "00000000-0000-4000-8000-000000000001"));
    }

    // A.5: an ARN is not accepted here.
    private static JsonObject GetIpSet(FakeRequest request, JsonObject input)
    {
        var set = request.Region.IpSets.FirstOrDefault(set => set.Name == input.Text("Name")
            && set.Id == input.Text("Id")
            && input.Text("Scope") == "REGIONAL")
            ?? throw Nonexistent();
        return Wire.Object(
            ("IPSet", Wire.Object(
                ("Name", set.Name),
                ("Id", set.Id),
                ("ARN", set.Arn(request.Region.Name, request.Account.Id, request.Partition)),
                ("Description", ""),
                ("IPAddressVersion", set.IpAddressVersion),
                ("Addresses", Wire.Array(set.Addresses)))),
            ("LockToken", "00000000-0000-4000-8000-000000000001"));
    }

    private static JsonObject DescribeManagedRuleGroup(FakeRequest request, JsonObject input)
    {
        var group = request.Region.ManagedRuleGroups.FirstOrDefault(group => group.Name == input.Text("Name")
            && group.Vendor == input.Text("VendorName"))
            ?? throw Nonexistent();
        return Wire.Object(
            ("Capacity", 700),
            ("Rules", Wire.Array(group.Rules.Select(rule => Wire.Object(
                ("Name", rule.Key), ("Action", Wire.Object((rule.Value, Wire.Object()))))))),
            ("LabelNamespace", $"awswaf:managed:aws:{group.Name}:"),
            ("AvailableLabels", Wire.Array()));
    }

    // A.5: no logging is an error. Each log scope has a configuration of its own (M.4).
    private static JsonObject GetLoggingConfiguration(FakeRequest request, JsonObject input)
    {
        var arn = input.Text("ResourceArn");
        var scope = input.Text("LogScope") ?? "CUSTOMER";
        if (scope is not ("CUSTOMER" or "SECURITY_LAKE" or "CLOUDWATCH_TELEMETRY_RULE_MANAGED"))
        {
            throw Invalid("LOG_SCOPE");
        }

        var acl = request.Region.WebAcls.FirstOrDefault(acl => Arn(request, acl) == arn) ?? throw Nonexistent();
        var destinations = scope is "CUSTOMER" ? acl.LogDestinations : acl.OtherLogDestinations.GetValueOrDefault(scope, []);
        return destinations is []
            ? throw Nonexistent()
            : Wire.Object(("LoggingConfiguration", Wire.Object(
                ("ResourceArn", arn),
                ("LogDestinationConfigs", Wire.Array(destinations)),
                ("LoggingFilter", scope is "CUSTOMER" ? acl.LoggingFilter?.DeepClone() : null),
                ("ManagedByFirewallManager", false),
                ("LogType", "WAF_LOGS"),
                ("LogScope", scope))));
    }

    private static JsonObject WebAcl(FakeRequest request, FakeWebAcl acl) => Wire.Object(
        ("Name", acl.Name),
        ("Id", acl.Id),
        ("ARN", Arn(request, acl)),
        ("DefaultAction", Wire.Object((acl.DefaultAction, Wire.Object()))),
        ("Description", ""),
        ("Rules", acl.Rules.DeepClone()),
        ("VisibilityConfig", Visibility(acl.Name, acl.CloudWatchMetricsEnabled)),
        ("Capacity", 700),
        ("ManagedByFirewallManager", false),
        ("LabelNamespace", $"awswaf:{request.Account.Id}:webacl:{acl.Name}:"));

    private static JsonObject Visibility(string name, bool metrics) =>
        Wire.Object(("SampledRequestsEnabled", true), ("CloudWatchMetricsEnabled", metrics), ("MetricName", name));

    // A.5: the ARN alone is enough, or name, scope and id.
    private static T ByArn<T>(
        FakeRequest request,
        JsonObject input,
        ImmutableArray<T> all,
        Func<FakeRequest,
        T,
        string> arn,
        Func<T,
        string> name,
        Func<T,
        string> id)
        where T : class
    {
        var wanted = input.Text("ARN");
        return (wanted is not null
            ? all.FirstOrDefault(item => arn(request, item) == wanted)
            : all.FirstOrDefault(item => name(item) == input.Text("Name") && id(item) == input.Text("Id") && input.Text("Scope") == "REGIONAL"))
            ?? throw Nonexistent();
    }

    private static string Arn(FakeRequest request, FakeWebAcl acl) => acl.Arn(request.Region.Name, request.Account.Id, request.Partition);

    private static FakeAwsException Nonexistent() =>
        new(400, "WAFNonexistentItemException", "AWS WAF couldn’t perform the operation because your resource doesn’t exist.");

    private static FakeAwsException Invalid(string field) =>
        new(400, "WAFInvalidParameterException", $"Error reason: The parameter contains formatting that is not valid., field: {field}");
}
