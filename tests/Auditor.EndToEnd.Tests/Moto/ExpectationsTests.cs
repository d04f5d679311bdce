using System.Text.Json;
using Auditor.EndToEnd.Tests.Tools;

namespace Auditor.EndToEnd.Tests.Moto;

[Collection(SharedMoto.Name)]
public sealed class ExpectationsTests(MotoServer moto)
{
    private static readonly Dictionary<string, string> UsagePlans = new(StringComparer.Ordinal) { ["trial"] = "p1" };

    private static readonly ExpectedRule Rule = new()
    {
        Name = "some-rule",
        Flagged = [new() { Api = "shop", Route = "GET /", Severity = "high" }, new() { Resource = "/usageplans/{trial}" }],
        Allowed = [new() { Api = "maybe" }],
    };

    private static readonly Expectations Expected = new()
    {
        Rules = new Dictionary<string, ExpectedRule>(StringComparer.Ordinal) { ["AGW1"] = Rule },
        Gaps = [],
    };

    private const string AsExpected = """
        { "ruleId": "AGW1", "outcome": "flagged", "severity": "high", "apiName": "shop", "route": "GET /", "message": "m" },
        { "ruleId": "AGW1", "outcome": "flagged", "severity": "low", "resource": "arn:aws:apigateway:x::/usageplans/p1" }
        """;

    [Fact]
    public void Findings_as_expected_differ_in_nothing() => Differences(AsExpected).ShouldBeEmpty();

    [Theory]
    [InlineData("""{ "ruleId": "AGW1", "outcome": "flagged", "severity": "low", "apiName": "maybe" }""")]
    [InlineData("""{ "ruleId": "AGW1", "outcome": "inconclusive", "severity": "low", "apiName": "other" }""")]
    [InlineData("""{ "ruleId": "AGW2", "outcome": "flagged", "severity": "low", "apiName": "other" }""")]
    public void What_is_allowed_inconclusive_or_of_an_unlisted_rule_is_no_difference(string more) =>
        Differences($"{AsExpected}, {more}").ShouldBeEmpty();

    [Fact]
    public void A_false_alarm_is_told() =>
        Differences($$"""{{AsExpected}}, { "ruleId": "AGW1", "outcome": "flagged", "apiName": "other", "message": "Oh." }""")
            .ShouldBe(["some-rule gave a false alarm: other | Oh."]);

    [Fact]
    public void Each_miss_is_told() => Differences("")
        .ShouldBe(["some-rule missed: high | shop | GET /", "some-rule missed: /usageplans/{trial}"]);

    [Fact]
    public void A_wrong_severity_is_both_a_miss_and_a_false_alarm() =>
        Differences(AsExpected.Replace("high", "low", StringComparison.Ordinal)).Count.ShouldBe(2);

    [Fact]
    public void Nothing_is_expected_both_flagged_and_clean()
    {
        foreach (var rule in Expectations.Read().Rules.Values)
        {
            var loud = rule.Flagged.Concat(rule.Allowed).Select(thing => thing.WithoutVerdict());

            loud.Intersect(rule.Clean.Select(thing => thing.WithoutVerdict())).ShouldBeEmpty(rule.Name);
        }
    }

    [MotoFact]
    [Trait("Category", "Exhaustive")]
    public void Every_name_that_is_expected_was_seeded()
    {
        var estate = moto.Estate;
        var expected = Expectations.Read();
        var things = expected.Rules.Values
            .SelectMany(rule => rule.Flagged.Concat(rule.Allowed).Concat(rule.Clean).Concat(rule.FlaggedWhenOlderThanTheWindow))
            .ToList();
        var apis = estate.RestApis.Keys.Concat(estate.HttpApis.Keys).Concat(estate.WebSocketApis.Keys).ToList();

        things.Select(thing => thing.Api)
            .OfType<string>()
            .Concat(expected.Gaps.Where(gap => gap.Operation is "apigateway:GetAuthorizers").SelectMany(gap => gap.Of))
            .Except(apis, StringComparer.Ordinal)
            .ShouldBeEmpty();
        things.Select(thing => thing.Resource).OfType<string>()
            // An inline policy is named after its holder, because IAM gives it no ARN.
            .Where(resource => !estate.ResourceEndings.Contains(resource.Split("/policy/inline-")[0], StringComparer.Ordinal))
            .ShouldBeEmpty();
    }

    private static IReadOnlyList<string> Differences(string findings)
    {
        using var document = JsonDocument.Parse($"[{findings}]");
        return Expected.Differences(document.RootElement, UsagePlans);
    }
}
