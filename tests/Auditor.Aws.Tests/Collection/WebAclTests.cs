using System.Text.Json.Nodes;
using Auditor.Aws.Reading;
using Auditor.Aws.Services.Waf;
using Auditor.Aws.Tests.Transport;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;

namespace Auditor.Aws.Tests.Collection;

public sealed class WebAclTests
{
    private const string AclArn = "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/front/11111111-1111-4111-8111-111111111111";
    private const string GroupArn = "arn:aws:wafv2:eu-west-1:123456789012:regional/rulegroup/own/22222222-2222-4222-8222-222222222222";
    private const string IpSetArn = "arn:aws:wafv2:eu-west-1:123456789012:regional/ipset/office/33333333-3333-4333-8333-333333333333";

    [Fact]
    public async Task Rules_come_in_the_order_in_which_WAF_applies_them()
    {
        var (acl, gaps, calls) = await ReadAsync($$$$$$"""
            {"Name":"front","DefaultAction":{"Allow":{}},
             "PreProcessFirewallManagerRuleGroups":[{"Name":"first","Priority":1,"FirewallManagerStatement":{"ManagedRuleGroupStatement":{"VendorName":"AWS","Name":"AWSManagedRulesCommonRuleSet"}},"OverrideAction":{"None":{}}}],
             "Rules":[
               {"Name":"rate","Priority":20,"Statement":{"RateBasedStatement":{"Limit":2000,"AggregateKeyType":"IP"}},"Action":{"Block":{}}},
               {"Name":"captcha","Priority":10,"Statement":{"GeoMatchStatement":{"CountryCodes":["XX"]}},"Action":{"Captcha":{}}}],
             "PostProcessFirewallManagerRuleGroups":[{"Name":"last","Priority":0,"FirewallManagerStatement":{"RuleGroupReferenceStatement":{"ARN":"{{{{{{GroupArn}}}}}}"}},"OverrideAction":{"Count":{}}}]}
            """);

        var definition = acl.Definition.Value;
        definition.DefaultAction.ShouldBe(WafAction.Allow);
        definition.Rules.Select(rule => (rule.Name, rule.Action, rule.Statement)).ShouldBe([
            ("first", WafAction.Group, "ManagedRuleGroupStatement"),
            ("captcha", WafAction.Captcha, "GeoMatchStatement"),
            ("rate", WafAction.Block, "RateBasedStatement"),
            ("last", WafAction.Count, "RuleGroupReferenceStatement"),
        ]);
        definition.Rules[0].ManagedGroup.ShouldBe("AWS/AWSManagedRulesCommonRuleSet");
        definition.Rules[2].RateLimit.ShouldBe(2000);
        definition.Rules[0].GroupRules.Value.ShouldNotBeNull().Length.ShouldBe(2);
        // Whatever is in it, the reference only counts: reading it would tell nothing.
        definition.Rules[3].GroupRules.IsKnown.ShouldBeFalse();
        calls.ShouldBe(["GetWebACL", "DescribeManagedRuleGroup"]);
        gaps.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_rules_of_an_own_group_are_read()
    {
        var (acl, _, _) = await ReadAsync(
            $$$$$$"""{"DefaultAction":{"Allow":{}},"Rules":[{"Name":"own","Priority":0,"Statement":{"RuleGroupReferenceStatement":{"ARN":"{{{{{{GroupArn}}}}}}"}},"OverrideAction":{"None":{}}}]}""");

        acl.Definition.Value.Rules.ShouldHaveSingleItem().GroupRules.Value.ShouldNotBeNull()
            .ShouldHaveSingleItem().Action.ShouldBe(WafAction.Block);
    }

    [Fact]
    public async Task A_managed_group_is_read_once_and_what_references_override_of_it_is_applied()
    {
        var (acl, _, calls) = await ReadAsync("""
            {"DefaultAction":{"Allow":{}},"Rules":[
              {"Name":"as-is","Priority":0,"Statement":{"ManagedRuleGroupStatement":{"VendorName":"AWS","Name":"A"}},"OverrideAction":{"None":{}}},
              {"Name":"tamed","Priority":1,"Statement":{"ManagedRuleGroupStatement":{"VendorName":"AWS","Name":"B","RuleActionOverrides":[{"Name":"one","ActionToUse":{"Count":{}}}]}},"OverrideAction":{"None":{}}},
              {"Name":"tamed-of-old","Priority":2,"Statement":{"ManagedRuleGroupStatement":{"VendorName":"AWS","Name":"B","ExcludedRules":[{"Name":"one"},{"Name":"two"}]}},"OverrideAction":{"None":{}}}]}
            """);

        var rules = acl.Definition.Value.Rules;
        rules[0].GroupRules.Value.ShouldNotBeNull().Select(rule => rule.Action).ShouldBe([WafAction.Block, WafAction.Block]);
        rules[1].GroupRules.Value.ShouldNotBeNull().Select(rule => rule.Action).ShouldBe([WafAction.Count, WafAction.Block]);
        rules[2].GroupRules.Value.ShouldNotBeNull().Select(rule => rule.Action).ShouldBe([WafAction.Count, WafAction.Count]);
        calls.ShouldBe(["GetWebACL", "DescribeManagedRuleGroup", "DescribeManagedRuleGroup"]);
    }

    [Theory]
    [InlineData("""["0.0.0.0/1","128.0.0.0/1"]""", true)]
    [InlineData("""["0.0.0.0/2","64.0.0.0/2","128.0.0.0/1"]""", true)]
    [InlineData("""["0.0.0.0/1","128.0.0.0/2"]""", false)]
    [InlineData("""["::/1","8000::/1"]""", false)]
    [InlineData("""["10.0.0.0/8"]""", false)]
    [InlineData("[]", false)]
    public async Task A_rule_that_lets_a_set_of_addresses_through_is_known_to_let_everybody_through_or_not(string addresses, bool everybody)
    {
        var (acl, _, calls) = await ReadAsync(
            $$$$$$"""
            {"DefaultAction":{"Block":{}},"Rules":[
              {"Name":"allow","Priority":0,"Statement":{"IPSetReferenceStatement":{"ARN":"{{{{{{IpSetArn}}}}}}"}},"Action":{"Allow":{}}},
              {"Name":"block","Priority":1,"Statement":{"IPSetReferenceStatement":{"ARN":"{{{{{{IpSetArn}}}}}}-other"}},"Action":{"Block":{}}}]}
            """,
            addresses);

        acl.Definition.Value.Rules[0].MatchesEverything.Value.ShouldBe(everybody);
        acl.Definition.Value.Rules[0].Matches.ShouldNotBeNull().Addresses.Value.ShouldBe(JsonNode.Parse(addresses)
            .ShouldNotBeNull()
            .AsArray()
            .Select(address => address.ShouldNotBeNull().ToString()));
        calls.ShouldBe(["GetWebACL", "GetIPSet", "GetIPSet"]);
    }

    // FieldToMatch (WAF API reference): on the path, the verb or the host a pattern is about the route, not about what its caller chose.
    [Theory]
    [InlineData("""{"RegexMatchStatement":{"RegexString":"^/admin","FieldToMatch":{"UriPath":{}}}}""", "UriPath", null)]
    [InlineData(
        """{"RegexPatternSetReferenceStatement":{"ARN":"a","FieldToMatch":{"SingleHeader":{"Name":"Host"}}}}""", "SingleHeader", "host")]
    [InlineData("""{"SizeConstraintStatement":{"ComparisonOperator":"GT","Size":99,"FieldToMatch":{"Method":{}}}}""", "Method", null)]
    public async Task The_part_of_a_request_that_a_pattern_looks_at_is_kept(string statement, string part, string? name)
    {
        var (acl, _, _) = await ReadAsync(
            $$$$$$"""
            {"DefaultAction":{"Allow":{}},
             "Rules":[{"Name":"x","Priority":0,"Statement":{{{{{{statement}}}}}},"Action":{"Block":{}}}]}
            """);

        var read = acl.Definition.Value.Rules.ShouldHaveSingleItem().Matches.ShouldNotBeNull();
        (read.Part, read.PartName).ShouldBe((part, name));
    }

    [Theory]
    [InlineData("""{"SizeConstraintStatement":{"ComparisonOperator":"GE","Size":0}}""", true)]
    [InlineData("""{"SizeConstraintStatement":{"ComparisonOperator":"GT","Size":0}}""", false)]
    [InlineData("""{"RegexMatchStatement":{"RegexString":".*"}}""", true)]
    [InlineData(
        """{"AndStatement":{"Statements":[{"SizeConstraintStatement":{"ComparisonOperator":"GE","Size":0}},{"RegexMatchStatement":{"RegexString":".*"}}]}}""",
        true)]
    [InlineData(
        """{"AndStatement":{"Statements":[{"SizeConstraintStatement":{"ComparisonOperator":"GE","Size":0}},{"GeoMatchStatement":{}}]}}""",
        false)]
    [InlineData("""{"OrStatement":{"Statements":[{"GeoMatchStatement":{}},{"RegexMatchStatement":{"RegexString":".*"}}]}}""", true)]
    [InlineData("""{"NotStatement":{"Statement":{"RegexMatchStatement":{"RegexString":".*"}}}}""", false)]
    [InlineData("""{"NotStatement":{"Statement":{"NotStatement":{"Statement":{"RegexMatchStatement":{"RegexString":".*"}}}}}}""", true)]
    [InlineData(
        """{"ByteMatchStatement":{"SearchString":"Lw==","FieldToMatch":{"UriPath":{}},"TextTransformations":[{"Priority":0,"Type":"LOWERCASE"}],"PositionalConstraint":"STARTS_WITH"}}""",
        true)]
    [InlineData(
        """{"ByteMatchStatement":{"SearchString":"Lw==","FieldToMatch":{"UriPath":{}},"TextTransformations":[{"Priority":0,"Type":"BASE64_DECODE"}],"PositionalConstraint":"STARTS_WITH"}}""",
        false)]
    [InlineData(
        """{"ByteMatchStatement":{"SearchString":"Lw==","FieldToMatch":{"QueryString":{}},"TextTransformations":[{"Priority":0,"Type":"NONE"}],"PositionalConstraint":"STARTS_WITH"}}""",
        false)]
    [InlineData("""{"SizeConstraintStatement":{"FieldToMatch":{"UriPath":{}},"ComparisonOperator":"GT","Size":0}}""", true)]
    [InlineData("""{"SizeConstraintStatement":{"FieldToMatch":{"SingleHeader":{"Name":"x"}},"ComparisonOperator":"GE","Size":0}}""", false)]
    [InlineData("""{"RegexMatchStatement":{"RegexString":".*","FieldToMatch":{"SingleHeader":{"Name":"x"}}}}""", false)]
    [InlineData("""{"GeoMatchStatement":{"CountryCodes":["DE"]}}""", false)]
    [InlineData("""{"StatementOfTomorrow":{"A":1}}""", false)]
    [InlineData("{}", false)]
    [InlineData("null", false)]
    public async Task Statements_that_every_request_meets_are_recognised(string statement, bool everything)
    {
        var (acl, _, _) = await ReadAsync(
            $$$$$$"""{"DefaultAction":{"Allow":{}},"Rules":[{"Name":"x","Priority":0,"Statement":{{{{{{statement}}}}}},"Action":{"Allow":{}}}]}""");

        acl.Definition.Value.Rules.ShouldHaveSingleItem().MatchesEverything.Value.ShouldBe(everything);
    }

    [Fact]
    public async Task An_action_of_tomorrow_is_neither_allow_nor_block()
    {
        var (acl, _, _) = await ReadAsync(
            """{"DefaultAction":{"Ponder":{}},"Rules":[{"Name":"x","Priority":0,"Statement":{"GeoMatchStatement":{}},"Action":{"Ponder":{}}},null]}""");

        acl.Definition.Value.DefaultAction.ShouldBe(WafAction.Other);
        acl.Definition.Value.Rules.ShouldHaveSingleItem().Action.ShouldBe(WafAction.Other);
    }

    [Fact]
    public async Task A_classic_web_ACL_is_not_asked_for()
    {
        var aws = new ScriptedAws(ScriptedAws.Json("{}"));
        using var caller = aws.Caller();

        var acl = await Reader(caller).Reader.ReadAsync(
            [Api("arn:aws:waf-regional:eu-west-1:123456789012:webacl/11111111-1111-4111-8111-111111111111")], CancellationToken.None);

        acl.ShouldHaveSingleItem().Definition.Unknown.ShouldNotBeNull().Because.ShouldContain("Classic");
        aws.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_web_ACL_in_front_of_many_stages_is_read_once()
    {
        var aws = new ScriptedAws(ScriptedAws.Json("""{"WebACL":{"Name":"front","DefaultAction":{"Allow":{}},"Rules":[]}}"""));
        using var caller = aws.Caller();

        await Reader(caller).Reader.ReadAsync([.. Enumerable.Range(0, 50).Select(_ => Api(AclArn))], CancellationToken.None);

        aws.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_rule_group_that_may_not_be_read_is_unknown_and_not_empty()
    {
        var aws = new ScriptedAws(request => request.Headers.GetValues("X-Amz-Target").Single().EndsWith("GetWebACL", StringComparison.Ordinal)
            ? ScriptedAws.Json($$$$$$"""{"WebACL":{"DefaultAction":{"Allow":{}},"Rules":[{"Name":"own","Priority":0,"Statement":{"RuleGroupReferenceStatement":{"ARN":"{{{{{{GroupArn}}}}}}"}},"OverrideAction":{"None":{}}}]}}""")(request)
            : ScriptedAws.Json("""{"__type":"AccessDeniedException"}""", System.Net.HttpStatusCode.BadRequest)(request));
        using var caller = aws.Caller();
        var (region, reader) = Reader(caller);

        var acl = (await reader.ReadAsync([Api(AclArn)], CancellationToken.None)).ShouldHaveSingleItem();

        acl.Definition.Value.Rules.ShouldHaveSingleItem().GroupRules.Unknown.ShouldNotBeNull().Code.ShouldBe("AccessDeniedException");
        region.Gaps.Gaps.ShouldHaveSingleItem().Target.ShouldBe(GroupArn);
    }

    [Theory]
    [InlineData("SingleHeader", "X-Origin-Verify", "9f1c2d3e4b5a69788796a5b4c3d2e1f0", "EXACTLY")]
    [InlineData("SingleHeader", "X-Cdn", "open sesame", "EXACTLY")]
    [InlineData("SingleHeader", "x-cdn", "sesame", "CONTAINS")]
    [InlineData("SingleHeader", "Referer", "correct horse battery", "EXACTLY")]
    [InlineData("SingleHeader", "authorization", "Basic b3BlbjpzZXNhbWU=", "EXACTLY")]
    [InlineData("SingleHeader", "user-agent", "Amazon-9f1c2d3e4b5a69788796a5b4c3d2e1f0", "EXACTLY")]
    [InlineData("SingleQueryArgument", "apikey", "sesame", "EXACTLY")]
    [InlineData("UriPath", null, "/hooks/9f1c2d3e4b5a69788796a5b4c3d2e1f0", "STARTS_WITH")]
    public async Task A_shared_secret_is_known_to_be_asked_for_and_not_kept(string part, string? name, string text, string comparison)
    {
        var (acl, _, _) = await ReadAsync(Asking(Match(part, name, text, comparison)));

        var statement = acl.Definition.Value.Rules[0].Matches.ShouldNotBeNull();
        (statement.Part, statement.PartName, statement.Comparison, statement.Value, statement.SecretValue)
            .ShouldBe((part, name?.ToLowerInvariant(), comparison, null, 1));
        System.Text.Encoding.UTF8.GetString(InventoryFile.WritePart(acl)).ShouldNotContain(text.Split('/', ' ')[^1]);
    }

    [Theory]
    [InlineData("SingleHeader", "host", "api.example.com")]
    [InlineData("SingleHeader", "user-agent", "Mozilla")]
    [InlineData("SingleHeader", "content-type", "application/json")]
    [InlineData("SingleHeader", "authorization", "Bearer ")]
    [InlineData("SingleHeader", "referer", "https://www.example.com/")]
    [InlineData("SingleHeader", "x-beta", "yes")]
    [InlineData("UriPath", null, "/prod/orders")]
    [InlineData("Method", null, "POST")]
    [InlineData("QueryString", null, "debug=1")]
    public async Task What_anyone_can_send_is_kept(string part, string? name, string text)
    {
        var (acl, _, _) = await ReadAsync(Asking(Match(part, name, text, "EXACTLY")));

        acl.Definition.Value.Rules[0].Matches.ShouldNotBeNull().Value.ShouldBe(text);
    }

    [Fact]
    public async Task Secrets_of_one_web_ACL_are_told_apart()
    {
        var (acl, _, _) = await ReadAsync(Asking(
            Match("SingleHeader", "x-origin-verify", "the old one", "EXACTLY"),
            Match("SingleHeader", "x-origin-verify", "the new one", "EXACTLY"),
            Match("SingleHeader", "X-Origin-Verify", "the old one", "EXACTLY")));

        acl.Definition.Value.Rules.Select(rule => rule.Matches?.SecretValue).ShouldBe([1, 2, 1]);
    }

    [Fact]
    public async Task What_statements_look_for_is_read()
    {
        var (acl, gaps, _) = await ReadAsync(
            $$$$$$"""
            {"DefaultAction":{"Block":{}},"Rules":[
              {"Name":"a","Priority":0,"RuleLabels":[{"Name":"net:office"}],"Action":{"Count":{}},"Statement":{"AndStatement":{"Statements":[
                {"IPSetReferenceStatement":{"ARN":"{{{{{{IpSetArn}}}}}}","IPSetForwardedIPConfig":{"HeaderName":"X-Forwarded-For","FallbackBehavior":"MATCH","Position":"FIRST"}}},
                {"NotStatement":{"Statement":{"GeoMatchStatement":{"CountryCodes":["US","DE"]}}}}]}}},
              {"Name":"b","Priority":1,"Action":{"Allow":{}},"Statement":{"LabelMatchStatement":{"Scope":"NAMESPACE","Key":"net:"}}},
              {"Name":"c","Priority":2,"Action":{"Block":{}},"Statement":{"RateBasedStatement":{"Limit":100,"EvaluationWindowSec":60,"AggregateKeyType":"IP","ScopeDownStatement":{"IPSetReferenceStatement":{"ARN":"{{{{{{IpSetArn}}}}}}"}}}}},
              {"Name":"d","Priority":3,"OverrideAction":{"None":{}},"Statement":{"RuleGroupReferenceStatement":{"ARN":"{{{{{{GroupArn}}}}}}"}}}]}
            """,
            """["203.0.113.0/24"]""");

        var rules = acl.Definition.Value.Rules;
        rules[0].Labels.ShouldNotBeNull().ShouldBe(["net:office"]);
        var parts = rules[0].Matches.ShouldNotBeNull().Statements.ShouldNotBeNull();
        parts[0].ForwardedAddress.ShouldBe(new("x-forwarded-for", MatchesMalformed: true));
        parts[0].Addresses.Value.ShouldBe(["203.0.113.0/24"]);
        parts[1].Statements.ShouldNotBeNull()[0].Countries.ShouldNotBeNull().ShouldBe(["DE", "US"]);
        rules[1].Matches.ShouldNotBeNull().Label.ShouldBe("net:");
        rules[1].Matches.ShouldNotBeNull().IsLabelNamespace.ShouldBe(true);
        (rules[2].RateLimit, rules[2].RateWindowSeconds).ShouldBe((100, 60));
        rules[2].Matches.ShouldNotBeNull().Addresses.Value.ShouldBe(["203.0.113.0/24"]);
        rules[3].OwnGroup.ShouldBe("own");
        gaps.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_IP_set_of_a_rule_that_only_counts_is_not_asked_for()
    {
        var (_, gaps, calls) = await ReadAsync(
            $$$$$$"""{"DefaultAction":{"Allow":{}},"Rules":[{"Name":"a","Priority":0,"Action":{"Count":{}},"Statement":{"IPSetReferenceStatement":{"ARN":"{{{{{{IpSetArn}}}}}}"}}}]}""");

        calls.ShouldBe(["GetWebACL"]);
        gaps.ShouldBeEmpty();
    }

    // A list that is not there is not an empty one.
    [Theory]
    [InlineData("GetWebACL", """{"WebACL":{"Name":"front","DefaultAction":{"Block":{}}}}""")]
    [InlineData("GetWebACL", "{}")]
    [InlineData("GetIPSet", """{"IPSet":{"Name":"office"}}""")]
    [InlineData("GetIPSet", "{}")]
    [InlineData("GetRuleGroup", """{"RuleGroup":{"Name":"own"}}""")]
    [InlineData("DescribeManagedRuleGroup", "{}")]
    public async Task An_answer_without_its_list_is_a_gap(string operation, string answer)
    {
        var aws = new ScriptedAws(request => ScriptedAws.Json(request.Headers.GetValues("X-Amz-Target").Single().Split('.')[1] switch
        {
            var called when called == operation => answer,
            "GetWebACL" => $$$$$$"""
                {"WebACL":{"Name":"front","DefaultAction":{"Block":{}},"Rules":[
                  {"Name":"a","Priority":0,"Action":{"Allow":{}},"Statement":{"IPSetReferenceStatement":{"ARN":"{{{{{{IpSetArn}}}}}}"}}},
                  {"Name":"b","Priority":1,"OverrideAction":{"None":{}},"Statement":{"RuleGroupReferenceStatement":{"ARN":"{{{{{{GroupArn}}}}}}"}}},
                  {"Name":"c","Priority":2,"OverrideAction":{"None":{}},"Statement":{"ManagedRuleGroupStatement":{"VendorName":"AWS","Name":"A"}}}]}}
                """,
            "GetIPSet" => """{"IPSet":{"Addresses":[]}}""",
            "GetRuleGroup" => """{"RuleGroup":{"Rules":[]}}""",
            _ => """{"Rules":[]}""",
        })(request));
        using var caller = aws.Caller();
        var (region, reader) = Reader(caller);

        await reader.ReadAsync([Api(AclArn)], CancellationToken.None);

        var gap = region.Gaps.Gaps.ShouldHaveSingleItem();
        (gap.Operation, gap.Code).ShouldBe(($"wafv2:{operation}", "MissingMember"));
    }

    [Theory]
    [InlineData("CUSTOMER", null, true, 1)]
    [InlineData("SECURITY_LAKE", null, true, 2)]
    [InlineData("CLOUDWATCH_TELEMETRY_RULE_MANAGED", null, true, 3)]
    [InlineData("NONE", null, false, 3)]
    [InlineData(
        "CUSTOMER", """{"DefaultBehavior":"DROP","Filters":[{"Behavior":"DROP","Requirement":"MEETS_ANY","Conditions":[]}]}""", false, 3)]
    [InlineData(
        "CUSTOMER", """{"DefaultBehavior":"DROP","Filters":[{"Behavior":"KEEP","Requirement":"MEETS_ANY","Conditions":[]}]}""", true, 1)]
    [InlineData(
        "CUSTOMER", """{"DefaultBehavior":"KEEP","Filters":[{"Behavior":"DROP","Requirement":"MEETS_ANY","Conditions":[]}]}""", true, 1)]
    public async Task A_log_of_any_scope_is_a_log_unless_it_drops_everything(string scope, string? filter, bool isLogged, int calls)
    {
        var aws = new ScriptedAws(request => LogScope(request) == scope
            ? ScriptedAws.Json(new JsonObject
            {
                ["LoggingConfiguration"] = new JsonObject
                {
                    ["ResourceArn"] = AclArn,
                    ["LogDestinationConfigs"] = new JsonArray("arn:aws:s3:::aws-waf-logs-x"),
                    ["LoggingFilter"] = filter is null ? null : JsonNode.Parse(filter),
                },
            }.ToJsonString())(request)
            : ScriptedAws.Json("""{"__type":"WAFNonexistentItemException"}""", System.Net.HttpStatusCode.BadRequest)(request));
        using var caller = aws.Caller();
        var (region, reader) = Reader(caller, Needs.WebAclLogging);

        var acl = (await reader.ReadAsync([Api(AclArn)], CancellationToken.None)).ShouldHaveSingleItem();

        acl.IsLogged.Value.ShouldBe(isLogged);
        acl.DropsEveryLogRecord.ShouldBe(filter is not null && !isLogged ? true : null);
        aws.Requests.Count.ShouldBe(calls);
        region.Gaps.Gaps.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("CUSTOMER", "AccessDeniedException", false)]
    [InlineData("SECURITY_LAKE", "AccessDeniedException", false)]
    // Some partitions do not know every scope.
    [InlineData("SECURITY_LAKE", "WAFInvalidParameterException", true)]
    public async Task A_scope_that_may_not_be_asked_for_is_not_silence(string refused, string code, bool isKnown)
    {
        var aws = new ScriptedAws(request => LogScope(request) == refused
            ? ScriptedAws.Json($$"""{"__type":"{{code}}"}""", System.Net.HttpStatusCode.BadRequest)(request)
            : ScriptedAws.Json("""{"__type":"WAFNonexistentItemException"}""", System.Net.HttpStatusCode.BadRequest)(request));
        using var caller = aws.Caller();
        var (region, reader) = Reader(caller, Needs.WebAclLogging);

        var acl = (await reader.ReadAsync([Api(AclArn)], CancellationToken.None)).ShouldHaveSingleItem();

        acl.IsLogged.IsKnown.ShouldBe(isKnown);
        region.Gaps.Gaps.Length.ShouldBe(isKnown ? 0 : 1);
    }

    private static string LogScope(HttpRequestMessage request)
    {
        using var reader = new StreamReader(request.Content.ShouldNotBeNull().ReadAsStream(), leaveOpen: true);
        return JsonNode.Parse(reader.ReadToEnd())?["LogScope"]?.ToString() ?? "CUSTOMER";
    }

    private static string Match(string part, string? name, string text, string comparison) => new JsonObject
    {
        ["ByteMatchStatement"] = new JsonObject
        {
            ["SearchString"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text)),
            ["FieldToMatch"] = new JsonObject { [part] = name is null ? [] : new JsonObject { ["Name"] = name } },
            ["TextTransformations"] = new JsonArray(new JsonObject { ["Priority"] = 0, ["Type"] = "NONE" }),
            ["PositionalConstraint"] = comparison,
        },
    }.ToJsonString();

    private static string Asking(params string[] statements) => new JsonObject
    {
        ["DefaultAction"] = new JsonObject { ["Block"] = new JsonObject() },
        ["Rules"] = new JsonArray([.. statements.Select((statement, index) => new JsonObject
        {
            ["Name"] = $"rule{index}",
            ["Priority"] = index,
            ["Action"] = new JsonObject { ["Allow"] = new JsonObject() },
            ["Statement"] = JsonNode.Parse(statement),
        })]),
    }.ToJsonString();

    private static async Task<(WebAcl Acl, Gap[] Gaps, string[] Calls)> ReadAsync(string acl, string addresses = "[]")
    {
        var aws = new ScriptedAws(request =>
        {
            var operation = request.Headers.GetValues("X-Amz-Target").Single().Split('.')[1];
            return ScriptedAws.Json(operation switch
            {
                "GetWebACL" => new JsonObject { ["WebACL"] = JsonNode.Parse(acl) }.ToJsonString(),
                "GetRuleGroup" =>
                    """{"RuleGroup":{"Rules":[{"Name":"bots","Priority":0,"Statement":{"ByteMatchStatement":{}},"Action":{"Block":{}}}]}}""",
                "DescribeManagedRuleGroup" => """{"Rules":[{"Name":"one","Action":{"Block":{}}},{"Name":"two","Action":{"Block":{}}}]}""",
                _ => $$$$$$"""{"IPSet":{"Addresses":{{{{{{addresses}}}}}}}}""",
            })(request);
        });
        using var caller = aws.Caller();
        var (region, reader) = Reader(caller);
        var read = await reader.ReadAsync([Api(AclArn)], CancellationToken.None);
        return (read.ShouldHaveSingleItem(), [.. region.Gaps.Gaps], [.. aws.Requests.Select(request => request.Headers["X-Amz-Target"].Split('.')[1])]);
    }

    private static (RegionReader Region, WebAclReader Reader) Reader(Aws.Transport.AwsCaller caller, Needs needs = Needs.WebAcls)
    {
        var region = new RegionReader(
            caller, new(Collected.AccountId, "aws", "arn:aws:iam::123456789012:user/me"), Collected.Region, new() { Needs = needs });
        return (region, new(region));
    }

    private static Api Api(string webAclArn) =>
        new()
        {
            Id = "a",
            Name = "a",
            Kind = ApiKind.Rest,
            Stages = (System.Collections.Immutable.ImmutableArray<Stage>)[new Stage { Name = "prod", WebAclArn = webAclArn }],
        };
}
