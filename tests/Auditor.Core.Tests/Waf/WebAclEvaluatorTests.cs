using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Waf;
using static Auditor.Core.Tests.Waf.Statements;

namespace Auditor.Core.Tests.Waf;

public sealed class WebAclEvaluatorTests
{
    private static readonly Unknown Denied = new("GetIPSet was denied.") { Code = "WAFAccessDenied" };

    /// <summary>Web ACLs, and what people would say of whom they let in.</summary>
    public static TheoryData<string, WebAclDefinition, string[]> LetsIn => new()
    {
        // AWS WAF developer guide, "Setting the default action".
        { "no rules, default Allow", WebAcl(WafAction.Allow), ["anybody"] },
        { "no rules, default Block", WebAcl(WafAction.Block), [] },

        // "IP set match rule statement".
        { "one address", WebAcl(WafAction.Block, Rule(WafAction.Allow, Addresses("203.0.113.9/32"))), ["from 203.0.113.9/32"] },
        {
            "an address list of two families",
            WebAcl(WafAction.Block, Rule(WafAction.Allow, Any(Addresses("203.0.113.0/24"), Addresses("2001:db8::/32")))),
            ["from 203.0.113.0/24, 2001:db8::/32"]
        },
        {
            "two halves are everything",
            WebAcl(WafAction.Block, Rule(WafAction.Allow, Any(Addresses("0.0.0.0/1", "128.0.0.0/1"), Addresses("::/1", "8000::/1")))),
            ["anybody"]
        },
        { "an empty set matches nothing", WebAcl(WafAction.Block, Rule(WafAction.Allow, Addresses())), [] },
        { "NOT of an empty set matches everything", WebAcl(WafAction.Block, Rule(WafAction.Allow, Not(Addresses()))), ["anybody"] },
        { "NOT of an empty set blocks everything", WebAcl(WafAction.Allow, Rule(WafAction.Block, Not(Addresses()))), [] },
        {
            "block all but an office", WebAcl(WafAction.Allow, Rule(WafAction.Block, Not(Addresses("203.0.113.0/24")))),
            ["from 203.0.113.0/24"]
        },
        { "a lone Block on nothing", WebAcl(WafAction.Allow, Rule(WafAction.Block, Addresses())), ["anybody"] },

        // "Rule actions in AWS WAF": Allow and Block end the evaluation, Count does not.
        { "Count goes on", WebAcl(WafAction.Allow, Rule(WafAction.Count, Not(Addresses("203.0.113.0/24")))), ["anybody"] },
        {
            "what is allowed first is blocked no more",
            WebAcl(WafAction.Allow, Rule(WafAction.Allow, Addresses("203.0.113.0/24")), Rule(WafAction.Block, Not(Addresses()))),
            ["from 203.0.113.0/24"]
        },
        {
            "what is blocked first is allowed no more",
            WebAcl(WafAction.Block, Rule(WafAction.Block, Addresses("203.0.113.0/25")), Rule(WafAction.Allow, Addresses("203.0.113.0/24"))),
            ["from 203.0.113.128/25"]
        },
        { "somebody with a browser solves a CAPTCHA", WebAcl(WafAction.Allow, Rule(WafAction.Captcha, Not(Addresses()))), ["anybody"] },

        // "String match rule statement": a header that only a CDN sends.
        { "a shared secret", WebAcl(WafAction.Block, Rule(WafAction.Allow, Secret("x-origin-verify"))), ["x-origin-verify=secret"] },
        {
            "blocked without the shared secret", WebAcl(WafAction.Allow, Rule(WafAction.Block, Not(Secret("x-origin-verify")))),
            ["x-origin-verify=secret"]
        },
        {
            "an old and a new secret",
            WebAcl(WafAction.Block, Rule(WafAction.Allow, Any(Secret("x-origin-verify"), Secret("x-origin-verify", 2)))),
            ["x-origin-verify=secret", "x-origin-verify=secret"]
        },
        {
            "two texts at once in one header",
            WebAcl(WafAction.Block, Rule(WafAction.Allow, All(Secret("x-origin-verify"), Secret("x-origin-verify", 2)))), []
        },
        {
            "an office, or the shared secret",
            WebAcl(
                WafAction.Block,
                Rule(WafAction.Allow, Addresses("203.0.113.0/24"), "office"),
                Rule(WafAction.Allow, Secret("x-key"), "cdn")),
            ["from 203.0.113.0/24", "from elsewhere x-key=secret"]
        },
        {
            "an office with the shared secret",
            WebAcl(WafAction.Block, Rule(WafAction.Allow, All(Addresses("203.0.113.0/24"), Secret("x-key")))),
            ["from 203.0.113.0/24 x-key=secret"]
        },
        {
            "a text that anyone can send", WebAcl(WafAction.Block, Rule(WafAction.Allow, Header("user-agent", "Mozilla", "CONTAINS"))),
            ["user-agent~Mozilla"]
        },

        // "Geographic match rule statement".
        { "one country", WebAcl(WafAction.Block, Rule(WafAction.Allow, Countries("DE"))), ["in DE"] },
        { "all countries but one", WebAcl(WafAction.Allow, Rule(WafAction.Block, Countries("XX"))), ["in every country but XX"] },

        // "Using forwarded IP addresses": whoever calls directly writes the header.
        {
            "an address that the caller writes",
            WebAcl(WafAction.Block, Rule(WafAction.Allow, Forwarded("x-forwarded-for", false, "203.0.113.0/24"))),
            ["x-forwarded-for in 203.0.113.0/24"]
        },
        {
            "a rule about a header that is not there is not applied",
            WebAcl(WafAction.Allow, Rule(WafAction.Block, Not(Forwarded("x-forwarded-for", false, "203.0.113.0/24")))),
            ["x-forwarded-for in 203.0.113.0/24 or absent"]
        },

        // "Label match rule statement".
        {
            "a label of an earlier rule",
            WebAcl(
                WafAction.Block,
                Rule(WafAction.Count, Addresses("203.0.113.0/24"), "mark", "net:office"),
                Rule(WafAction.Allow, Label("office"))),
            ["from 203.0.113.0/24"]
        },
        {
            "a namespace of labels",
            WebAcl(
                WafAction.Block,
                Rule(WafAction.Count, Addresses("203.0.113.0/24"), "mark", "net:office"),
                Rule(WafAction.Allow, Namespace("net:"))),
            ["from 203.0.113.0/24"]
        },
        { "a label that no rule adds", WebAcl(WafAction.Block, Rule(WafAction.Allow, Label("office"))), [] },
        {
            "a label of a later rule",
            WebAcl(
                WafAction.Block,
                Rule(WafAction.Allow, Label("office")),
                Rule(WafAction.Count, Addresses("203.0.113.0/24"), "mark", "office")),
            []
        },
        {
            "a label of a rule group under its short name",
            WebAcl(
                WafAction.Block,
                Group("own", Rule(WafAction.Count, Addresses("203.0.113.0/24"), "mark", "office")),
                Rule(WafAction.Allow, Label("office"))),
            []
        },
        {
            "a label of a rule group under its full name",
            WebAcl(
                WafAction.Block,
                Group("own", Rule(WafAction.Count, Addresses("203.0.113.0/24"), "mark", "office")),
                Rule(WafAction.Allow, Label("awswaf:111122223333:rulegroup:own:office"))),
            ["from 203.0.113.0/24"]
        },
        { "a country by its label", WebAcl(WafAction.Block, Rule(WafAction.Allow, Label("awswaf:clientip:geo:country:DE"))), ["in DE"] },

        // "Rule groups": Allow and Block inside one end the evaluation of the web ACL.
        {
            "a rule group that allows", WebAcl(WafAction.Block, Group("own", Rule(WafAction.Allow, Addresses("203.0.113.0/24")))),
            ["from 203.0.113.0/24"]
        },
        {
            "a rule group that only counts",
            WebAcl(WafAction.Block, Group("own", Rule(WafAction.Allow, Addresses("203.0.113.0/24"))) with { Action = WafAction.Count }), []
        },

        // WAF API reference, OverrideAction: a group that only counts is evaluated as always, and its labels are put on.
        {
            "a label of a rule group that only counts",
            WebAcl(
                WafAction.Block,
                Group("own", Rule(WafAction.Block, Addresses("203.0.113.0/24"), "mark", "office")) with { Action = WafAction.Count },
                Rule(WafAction.Allow, Label("awswaf:111122223333:rulegroup:own:office"))),
            ["from 203.0.113.0/24"]
        },
        {
            "a label behind a rule that ends a group which only counts",
            WebAcl(
                WafAction.Block,
                Group(
                    "own",
                    Rule(WafAction.Allow, Addresses("198.51.100.0/24")),
                    Rule(WafAction.Count, Addresses("203.0.113.0/24", "198.51.100.0/24"), "mark", "office"))
                with { Action = WafAction.Count },
                Rule(WafAction.Allow, Label("awswaf:111122223333:rulegroup:own:office"))),
            ["from 203.0.113.0/24"]
        },

        // Regex match rule statement: who calls a route cannot send another path, verb or host.
        {
            "a pattern on the path that is blocked",
            WebAcl(WafAction.Allow, Rule(WafAction.Block, Kind("RegexMatchStatement") with { Part = "UriPath" }, "paths")),
            ["perhaps: rule 'paths' (RegexMatchStatement)"]
        },
        {
            "a set of patterns on the verb that is blocked",
            WebAcl(WafAction.Allow, Rule(WafAction.Block, Kind("RegexPatternSetReferenceStatement") with { Part = "Method" }, "verbs")),
            ["perhaps: rule 'verbs' (RegexPatternSetReferenceStatement)"]
        },
        {
            "a pattern on the host that is blocked",
            WebAcl(
                WafAction.Allow,
                Rule(WafAction.Block, Kind("RegexMatchStatement") with { Part = "SingleHeader", PartName = "host" }, "hosts")),
            ["perhaps: rule 'hosts' (RegexMatchStatement)"]
        },
        {
            "a pattern on a header that is blocked",
            WebAcl(
                WafAction.Allow,
                Rule(WafAction.Block, Kind("RegexMatchStatement") with { Part = "SingleHeader", PartName = "user-agent" }, "bots")),
            ["anybody"]
        },

        // What cannot be decided narrows nothing.
        {
            "a managed group", WebAcl(WafAction.Allow, Managed("AWSManagedRulesCommonRuleSet", Rule(WafAction.Block, Kind("")))),
            ["anybody"]
        },
        { "a pattern that is blocked", WebAcl(WafAction.Allow, Rule(WafAction.Block, Kind("RegexMatchStatement"), "bots")), ["anybody"] },
        {
            "attacks that are blocked",
            WebAcl(WafAction.Allow, Rule(WafAction.Block, Any(Kind("SqliMatchStatement"), Kind("XssMatchStatement")))), ["anybody"]
        },
        { "a rate limit", WebAcl(WafAction.Allow, Rate(WafAction.Block, 100)), ["anybody"] },
        {
            "a pattern that is asked for", WebAcl(WafAction.Block, Rule(WafAction.Allow, Kind("RegexMatchStatement"), "bots")),
            ["perhaps: rule 'bots' (RegexMatchStatement)"]
        },
        {
            "everything but a pattern is blocked", WebAcl(WafAction.Allow, Rule(WafAction.Block, Not(Kind("RegexMatchStatement")), "bots")),
            ["perhaps: rule 'bots' (RegexMatchStatement)"]
        },
        {
            "a label of a managed group that is asked for",
            WebAcl(WafAction.Allow, Rule(WafAction.Block, Not(Label("awswaf:managed:token:accepted")), "token")),
            ["perhaps: rule 'token' (LabelMatchStatement)"]
        },
        {
            "an office, for a pattern",
            WebAcl(WafAction.Block, Rule(WafAction.Allow, All(Addresses("203.0.113.0/24"), Kind("RegexMatchStatement")), "app")),
            ["from 203.0.113.0/24 perhaps: rule 'app' (RegexMatchStatement)"]
        },

        // Inventories of earlier versions have the kind of a statement only.
        {
            "of earlier versions, allow-list", WebAcl(WafAction.Block, Old(WafAction.Allow, "IPSetReferenceStatement")),
            ["perhaps: rule 'old' (IPSetReferenceStatement)"]
        },
        {
            "of earlier versions, everything allowed",
            WebAcl(WafAction.Block, Old(WafAction.Allow, "IPSetReferenceStatement") with { MatchesEverything = true }), ["anybody"]
        },
        { "of earlier versions, pattern blocked", WebAcl(WafAction.Allow, Old(WafAction.Block, "ByteMatchStatement")), ["anybody"] },
        {
            "of earlier versions, addresses blocked", WebAcl(WafAction.Allow, Old(WafAction.Block, "IPSetReferenceStatement")),
            ["perhaps: rule 'old' (IPSetReferenceStatement)"]
        },

        // What was not read is no passage for certain.
        {
            "an allow-list that was not read", WebAcl(WafAction.Block, Rule(WafAction.Allow, UnreadAddresses(Denied), "office")),
            ["unread: GetIPSet was denied."]
        },
        {
            "a deny-list that was not read", WebAcl(WafAction.Allow, Rule(WafAction.Block, UnreadAddresses(Denied), "deny")),
            ["unread: GetIPSet was denied."]
        },
        {
            "one office read, one not",
            WebAcl(WafAction.Block, Rule(WafAction.Allow, Addresses("203.0.113.0/24")), Rule(WafAction.Allow, UnreadAddresses(Denied))),
            ["from 203.0.113.0/24", "from elsewhere unread: GetIPSet was denied."]
        },
    };

    [Theory]
    [MemberData(nameof(LetsIn))]
    public void Lets_in(string what, WebAclDefinition definition, string[] expected) =>
        WebAclEvaluator.Evaluate(definition).Passages.Select(Told)
            .Order(StringComparer.Ordinal)
            .ShouldBe(expected.Order(StringComparer.Ordinal), what);

    public static TheoryData<string, WebAclDefinition, bool> Stopping => new()
    {
        { "no rules", WebAcl(WafAction.Allow), false },
        { "default Block", WebAcl(WafAction.Block), true },
        {
            "default Block behind everything allowed in halves",
            WebAcl(
                WafAction.Block,
                Rule(WafAction.Allow, Addresses("0.0.0.0/1", "::/1")),
                Rule(WafAction.Allow, Addresses("128.0.0.0/1", "8000::/1"))),
            false
        },
        { "Block on an empty set", WebAcl(WafAction.Allow, Rule(WafAction.Block, Addresses())), false },
        {
            "Block on an empty set and a pattern",
            WebAcl(WafAction.Allow, Rule(WafAction.Block, All(Addresses(), Kind("RegexMatchStatement")))), false
        },
        {
            "Block on an empty set or a pattern",
            WebAcl(WafAction.Allow, Rule(WafAction.Block, Any(Addresses(), Kind("RegexMatchStatement")))), true
        },
        { "Block on no country", WebAcl(WafAction.Allow, Rule(WafAction.Block, Countries())), false },
        { "Block on a label that no rule adds", WebAcl(WafAction.Allow, Rule(WafAction.Block, Label("office"))), false },
        {
            "Block on what was allowed before",
            WebAcl(WafAction.Allow, Rule(WafAction.Allow, Addresses("203.0.113.0/24")), Rule(WafAction.Block, Addresses("203.0.113.9/32"))),
            false
        },
        { "CAPTCHA", WebAcl(WafAction.Allow, Rule(WafAction.Captcha, Countries("DE"))), true },
        { "a rate limit", WebAcl(WafAction.Allow, Rate(WafAction.Block, 2000)), true },
        { "a rate limit of two billion", WebAcl(WafAction.Allow, Rate(WafAction.Block, 2_000_000_000)), false },
        { "a rate limit of what the account answers in a minute", WebAcl(WafAction.Allow, Rate(WafAction.Block, 600_000, 60)), false },
        { "a rate limit just below that", WebAcl(WafAction.Allow, Rate(WafAction.Block, 599_999, 60)), true },
        { "a rate limit for nobody", WebAcl(WafAction.Allow, Rate(WafAction.Block, 2000) with { Matches = Addresses() }), false },
        { "a managed group", WebAcl(WafAction.Allow, Managed("AWSManagedRulesCommonRuleSet", Rule(WafAction.Block, Kind("")))), true },
        {
            "a managed group for nobody",
            WebAcl(
                WafAction.Allow, Managed("AWSManagedRulesCommonRuleSet", Rule(WafAction.Block, Kind(""))) with { Matches = Addresses() }),
            false
        },
        {
            "a managed group behind everything allowed",
            WebAcl(
                WafAction.Allow,
                Rule(WafAction.Allow, Not(Addresses())),
                Managed("AWSManagedRulesCommonRuleSet", Rule(WafAction.Block, Kind("")))),
            false
        },
    };

    [Theory]
    [MemberData(nameof(Stopping))]
    public void Stops_something(string what, WebAclDefinition definition, bool expected) =>
        WebAclEvaluator.Evaluate(definition).StopsSomething.Value.ShouldBe(expected, what);

    [Fact]
    public void Whether_something_is_stopped_is_not_known_where_it_hangs_on_what_was_not_read() =>
        WebAclEvaluator.Evaluate(WebAcl(
            WafAction.Allow, Rule(WafAction.Block, UnreadAddresses(Denied)))).StopsSomething.Unknown.ShouldBe(Denied);

    [Fact]
    public void What_is_undecided_is_named_once() =>
        WebAclEvaluator.Evaluate(WebAcl(
            WafAction.Allow,
            Managed("AWSManagedRulesCommonRuleSet", Rule(WafAction.Block, Kind(""))),
            Rule(WafAction.Block, Any(Kind("RegexMatchStatement"), Kind("RegexMatchStatement")), "bots"),
            Rule(WafAction.Count, Kind("RegexMatchStatement"), "counted"),
            Rate(WafAction.Block, 2000)))
        .Undecided.ShouldBe(
        [
            "rule 'AWSManagedRulesCommonRuleSet' (managed rule group AWS/AWSManagedRulesCommonRuleSet)",
            "rule 'bots' (RegexMatchStatement)",
            "rule 'rate' (RateBasedStatement)",
        ]);

    [Fact]
    public void A_web_ACL_that_cuts_requests_into_very_many_pieces_is_not_followed_and_says_so()
    {
        var rules = Enumerable.Range(0, 12)
            .Select(number => Rule(WafAction.Block, All(Header($"a{number}", "some"), Header($"b{number}", "some")), $"rule{number}"));

        var result = WebAclEvaluator.Evaluate(WebAcl(WafAction.Allow, [.. rules]));

        result.Passages.ShouldNotBeEmpty();
        result.Undecided.ShouldContain(name => name.Contains("too many", StringComparison.Ordinal));
    }

    // The most that an IP set may hold (AWS WAF quotas).
    [Fact]
    public void An_IP_set_of_10000_blocks_is_followed()
    {
        string[] blocks = [.. Enumerable.Range(0, 10_000).Select(number => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"20.{number / 128}.{number % 128 * 2}.0/24"))];

        var passages = WebAclEvaluator.Evaluate(WebAcl(WafAction.Allow, Rule(WafAction.Block, Addresses(blocks)))).Passages;

        var addresses = passages.ShouldHaveSingleItem().Addresses;
        addresses.Contains("20.78.30.1").ShouldBeFalse();
        addresses.Contains("20.78.31.1").ShouldBeTrue();
    }

    [Fact]
    public void Only_the_addresses_that_can_call_count()
    {
        var definition = WebAcl(
            WafAction.Allow,
            Rule(WafAction.Allow, Addresses("0.0.0.0/1", "128.0.0.0/1")),
            Rule(WafAction.Block, Kind("RegexMatchStatement")));

        WebAclEvaluator.Evaluate(definition, AddressSet.Ipv4).StopsSomething.Value.ShouldBeFalse();
        WebAclEvaluator.Evaluate(definition).StopsSomething.Value.ShouldBeTrue();
    }

    [Fact]
    public void What_statements_look_for_survives_the_file()
    {
        var definition = WebAcl(
            WafAction.Block,
            Rule(
                WafAction.Allow,
                All(
                    Addresses("203.0.113.0/24"),
                    Not(Any(Countries("DE"), Header("user-agent", "x"), Forwarded("x-forwarded-for", true, "2001:db8::/32")))),
                "a",
                "net:office"),
            Rule(WafAction.Allow, UnreadAddresses(Denied)),
            Rule(WafAction.Block, Secret("x-key")),
            Rate(WafAction.Block, 100, 60) with { Matches = Namespace("net:") },
            Group("own", Rule(WafAction.Block, Label("l"))));
        var written = InventoryFile.WritePart(definition);

        InventoryFile.WritePart(InventoryFile.ReadPart<WebAclDefinition>(written)).ShouldBe(written);
    }

    private static WafRule Old(WafAction action, string kind) => new() { Name = "old", Action = action, Statement = kind };

    private static string Told(WebAclPassage passage)
    {
        var parts = new List<string>();
        if (!passage.Addresses.Equals(AddressSet.Everything))
        {
            parts.Add(passage.Addresses.Contains("198.51.100.200") ? "from elsewhere" : $"from {passage.Addresses}");
        }

        if (!passage.Countries.IsEverywhere)
        {
            parts.Add($"in {passage.Countries}");
        }

        // That a secret is not sent asks nothing of anybody.
        parts.AddRange(passage.Conditions.Where(condition => condition.Holds || !condition.IsSecret)
            .Select(condition => $"{condition.Name ?? condition.Part}{(condition.Comparison is "EXACTLY" ? "=" : "~")}{(condition.IsSecret ? "secret" : condition.Value)}"));
        parts.AddRange(passage.ForwardedAddresses.Select(values =>
            $"{values.Header} in "
                + $"{values.Addresses}{(values.MayBeMalformed ? " or malformed" : "")}{(values.MayBeAbsent ? " or absent" : "")}"));
        parts.AddRange(passage.Unread is { } unread ? [$"unread: {unread.Because}"] : passage.Undecided.Select(name => $"perhaps: {name}"));
        return parts is [] ? "anybody" : string.Join(' ', parts);
    }
}
