using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Aws.Catalogue;
using Auditor.Aws.Permissions;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Rules.Catalogue;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;

namespace Auditor.Aws.Tests.Collection;

/// <summary>
/// What people have when they do not make a policy of their own: AWS's managed ones. A scan with them ends, and says what it could not tell
/// and no more.
/// </summary>
[Trait("Category", "Exhaustive")]
public sealed class PresetTests
{
    private static readonly ImmutableArray<Rule> Rules = RuleCatalogue.From(typeof(RuleDocumentation).Assembly);

    // aws-facts.md A.6: what the policy leaves out of the calls that a scan makes.
    private static readonly ImmutableArray<string> DeniedToSecurityAudit =
    [
        "apigateway:GetAccount", "apigateway:GetApiKeys", "apigateway:GetBasePathMappings", "apigateway:GetDomainNameAccessAssociations",
        "apigateway:GetUsagePlans",
        "apigateway:ListPortals", "apigateway:ListRoutingRules", "cloudwatch:ListMetrics", "wafv2:DescribeManagedRuleGroup",
        "wafv2:GetIPSet", "wafv2:GetRuleGroup",
    ];

    private static readonly ImmutableArray<string> DeniedToViewOnlyAccess =
    [
        "acm:DescribeCertificate",
        "apigateway:GetAccount", "apigateway:GetApiKeys", "apigateway:GetBasePathMappings", "apigateway:GetDomainNameAccessAssociations",
        "apigateway:GetUsagePlans",
        "apigateway:ListPortals", "apigateway:ListRoutingRules", "cloudwatch:DescribeAlarms", "cognito-idp:DescribeUserPool",
        "iam:GetAccountAuthorizationDetails", "lambda:GetPolicy", "wafv2:GetLoggingConfiguration", "wafv2:GetWebACL",
    ];

    [Fact]
    public async Task With_every_permission_nothing_is_inconclusive()
    {
        var result = await AuditAsync(FakePermissions.Everything);

        result.Gaps.ShouldBeEmpty();
        InconclusiveRules(result).ShouldBeEmpty();
        result.Failures.ShouldBeEmpty();
    }

    // IAM allows nothing that no statement allows: what the printed policy lacks would be denied.
    [Fact]
    public async Task With_the_policy_that_is_printed_and_nothing_else_nothing_is_inconclusive()
    {
        using var policy = JsonDocument.Parse(PermissionPolicy.For(
            OperationPlan.ForScan(Collected.Everything, "aws", findsRegions: false, findsAccounts: false), "aws"));
        var allowed =
            from statement in policy.RootElement.GetProperty("Statement").EnumerateArray()
            from action in statement.GetProperty("Action").EnumerateArray()
            from resource in statement.GetProperty("Resource").EnumerateArray()
            select new FakeStatement(true, action.GetString() ?? "", resource.GetString() ?? "");

        var result = await AuditAsync(FakePermissions.Nothing with { Statements = [.. allowed] });

        result.Gaps.ShouldBeEmpty();
        InconclusiveRules(result).ShouldBeEmpty();
        result.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task With_SecurityAudit_exactly_the_rules_whose_data_it_denies_cannot_tell()
    {
        var result = await AuditAsync(FakePermissions.SecurityAudit);

        result.Gaps.Select(gap => gap.Operation).Distinct().Order(StringComparer.Ordinal).ShouldBe(DeniedToSecurityAudit);
        InconclusiveRules(result).ShouldBe([
            // The mappings of private domains, and routing rules.
            "AGW2001 api-without-custom-domain", "AGW2002 default-endpoint-open", "AGW2005 endpoint-accepts-old-tls",
            "AGW2013 dead-domain-mapping", "AGW2014 weak-endpoint-access-mode",
            "AGW3002 usage-plan-without-limits", "AGW3004 throttle-above-account-limit",
            // Rule groups: any of them may hold the rule that is looked for, or have been switched off.
            "AGW4002 web-acl-blocks-nothing", "AGW4003 web-acl-without-rate-rule", "AGW4004 web-acl-without-managed-rules",
            "AGW5014 portal-open-to-the-world",
            "AGW6004 logging-role-missing",
            "AGW7001 unused-api", "AGW7002 unused-stage", "AGW7012 orphan", "AGW7013 old-api-key", "AGW7015 secret-in-configuration",
        ]);
    }

    [Fact]
    public async Task With_ViewOnlyAccess_exactly_the_rules_whose_data_it_denies_cannot_tell()
    {
        var result = await AuditAsync(FakePermissions.ViewOnlyAccess);

        result.Gaps.Select(gap => gap.Operation).Distinct().Order(StringComparer.Ordinal).ShouldBe(DeniedToViewOnlyAccess);
        InconclusiveRules(result).ShouldBe([
            "AGW1014 cognito-self-sign-up",
            "AGW2001 api-without-custom-domain", "AGW2002 default-endpoint-open", "AGW2005 endpoint-accepts-old-tls",
            "AGW2009 certificate-expiring", "AGW2013 dead-domain-mapping", "AGW2014 weak-endpoint-access-mode",
            "AGW3002 usage-plan-without-limits", "AGW3004 throttle-above-account-limit",
            "AGW4002 web-acl-blocks-nothing", "AGW4003 web-acl-without-rate-rule", "AGW4004 web-acl-without-managed-rules",
            "AGW4005 web-acl-without-logging",
            "AGW5008 iam-policy-invokes-any-api", "AGW5009 iam-policy-changes-any-api",
            "AGW5012 lambda-permission-without-source", "AGW5013 lambda-permission-too-wide",
            "AGW5014 portal-open-to-the-world", "AGW5016 lambda-invoke-on-everything", "AGW5018 iam-policy-opens-apis",
            "AGW6004 logging-role-missing", "AGW6007 no-alarm",
            "AGW7012 orphan", "AGW7013 old-api-key", "AGW7015 secret-in-configuration",
        ]);
    }

    // aws-facts.md A.6: rules may come and go, what they are told does not depend on them.
    [Theory]
    [InlineData(nameof(FakePermissions.SecurityAudit), "ApiKeys DomainAccessAssociations Portals UsagePlans")]
    [InlineData(
        nameof(FakePermissions.ViewOnlyAccess),
        "Alarms ApiKeys Certificates DomainAccessAssociations IsLogged Policies Portals UsagePlans UserPools")]
    public async Task Exactly_the_data_that_a_preset_denies_is_unknown(string preset, string unknown)
    {
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeEstate { Accounts = [SampleEstate.Account with { Permissions = new() { Preset = preset } }] });

        var scope = await Collected.ScopeAsync(aws);

        var orders = scope.RestApis.Value.Single(api => api.Name == "orders");
        var facts = new Dictionary<string, bool>(StringComparer.Ordinal)
        {
            ["UsagePlans"] = scope.UsagePlans.IsKnown,
            ["ApiKeys"] = scope.ApiKeys.IsKnown,
            ["VpcLinks"] = scope.VpcLinks.IsKnown,
            ["ClientCertificates"] = scope.ClientCertificates.IsKnown,
            ["DomainAccessAssociations"] = scope.DomainAccessAssociations.IsKnown,
            ["Portals"] = scope.Portals.IsKnown,
            ["Alarms"] = scope.Alarms.IsKnown,
            ["ConfigRules"] = scope.ConfigRecording.Value.Rules.IsKnown,
            ["RequestValidators"] = orders.Deployments.All(
                deployment => deployment.Definition is { IsKnown: true, Value.RequestValidators: not null }),
            ["GatewayResponses"] = orders.GatewayResponses.IsKnown,
            ["Certificates"] = scope.Certificates.All(certificate => certificate.Details.IsKnown),
            ["LogGroups"] = scope.LogGroups.All(group => group.Settings.IsKnown),
            ["UserPools"] = scope.UserPools.All(pool => pool.Settings.IsKnown),
            ["IsLogged"] = scope.WebAcls.All(acl => acl.IsLogged.IsKnown),
            ["Functions"] = scope.Functions.All(function => function.Exists.IsKnown && function.Urls.IsKnown),
            ["Policies"] = scope.Functions.All(function => function.Policy.IsKnown),
            ["BackendHosts"] = scope.BackendHosts.All(host => host.Exists.IsKnown),
        };
        string.Join(' ', facts.Where(fact => !fact.Value).Select(fact => fact.Key).Order(StringComparer.Ordinal)).ShouldBe(unknown);
        (scope.Certificates.Length, scope.LogGroups.Length, scope.UserPools.Length, scope.WebAcls.Length, scope.Functions.Length, scope.BackendHosts.Length)
            .ShouldBe((1, 1, 1, 1, 2, 1));
    }

    [Theory]
    [InlineData(nameof(FakePermissions.SecurityAudit))]
    [InlineData(nameof(FakePermissions.ViewOnlyAccess))]
    public async Task A_rule_that_could_tell_says_what_it_says_with_every_permission(string preset)
    {
        var everything = await AuditAsync(FakePermissions.Everything);

        var result = await AuditAsync(new() { Preset = preset });

        var unsure = InconclusiveRules(result).ToHashSet(StringComparer.Ordinal);
        Told(result, unsure).ShouldBe(Told(everything, unsure));
        result.Inconclusive.ShouldAllBe(finding => finding.Unknown != null
            && finding.Unknown.Operation != null
            && result.Gaps.Any(gap => gap.Operation == finding.Unknown.Operation));
        result.Failures.ShouldBeEmpty();
    }

    private static string[] Told(AuditResult result, HashSet<string> except) =>
        [.. result.Flagged.Where(finding => !except.Contains($"{finding.Rule.Id} {finding.Rule.Name}")).Select(finding => $"{finding.Rule.Id} {finding.Severity} {finding.Message}").Order(StringComparer.Ordinal)];

    private static string[] InconclusiveRules(AuditResult result) =>
        [.. result.Inconclusive.Select(finding => $"{finding.Rule.Id} {finding.Rule.Name}").Distinct().Order(StringComparer.Ordinal)];

    private static async Task<AuditResult> AuditAsync(FakePermissions permissions)
    {
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeEstate { Accounts = [WithTokensAsked() with { Permissions = permissions }] });
        var estate = new Estate
        {
            CollectedAt = DateTimeOffset.UnixEpoch,
            Accounts = [await Collected.AccountAsync(aws)],
            Scopes = [await Collected.ScopeAsync(aws)],
        };
        aws.UnexpectedCalls.ShouldBeEmpty();
        return Audit.Run(estate, Rules);
    }

    // An authorizer that no route asks is nothing but unused: cognito-self-sign-up is silent on it.
    private static FakeAccount WithTokensAsked()
    {
        var region = SampleEstate.Account.Regions.Single();
        var shop = region.Apis.Single(api => api.Name == "shop");
        var asking = shop with
        {
            Routes =
            [
                .. shop.Routes,
                new("GET /basket") { AuthorizationType = "JWT", AuthorizerId = shop.Authorizers.Single().Id, IntegrationId = "int0001" },
            ],
        };
        return SampleEstate.Account with { Regions = [region with { Apis = region.Apis.Replace(shop, asking) }] };
    }
}
