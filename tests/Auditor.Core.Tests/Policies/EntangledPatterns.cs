using System.Collections.Immutable;
using System.Globalization;
using Auditor.Core.Policies;

namespace Auditor.Core.Tests.Policies;

/// <summary>Patterns of which a greedy path can match any subset, up to what 8,192 characters hold: decided like any others.</summary>
public sealed class EntangledPatterns
{
    private const int MostOfPolicy = 8_192;

    private static readonly RouteTarget Greedy = Callers.Orders with { Path = "/{proxy+}", Verbs = ["ANY"] };

    [Fact]
    public void What_one_of_many_lets_in_gets_in()
    {
        var (policy, count) = Fill(at => Statement("Allow", $"execute-api:/*/GET/part{at}/*", at % 2 == 0 ? Office : ""));

        var answer = policy.Ask(CallerClass.Anonymous, Greedy);

        count.ShouldBeGreaterThan(30);
        answer.Verdict.ShouldBe(Verdict.Yes, answer.Because);
        answer.Addresses.IsEverything.ShouldBeTrue();
        Decide(policy, answer).ShouldBe(DecisionKind.Allowed);
    }

    [Fact]
    public void Many_that_let_in_one_network_let_in_no_other()
    {
        var (policy, _) = Fill(at => Statement("Allow", $"execute-api:/*/GET/part{at}/*", Office));

        var answer = policy.Ask(CallerClass.Anonymous, Greedy);

        answer.Verdict.ShouldBe(Verdict.Yes, answer.Because);
        answer.Addresses.ToString().ShouldBe("203.0.113.0/24");
    }

    [Fact]
    public void A_path_between_many_denied_ones_is_found()
    {
        var (policy, _) = Fill(at => at == 0
            ? Statement("Allow", "execute-api:/*", "")
            : Statement("Deny", $"execute-api:/*/*/*part{at}*", ""));

        var answer = policy.Ask(CallerClass.Anonymous, Greedy);

        answer.Verdict.ShouldBe(Verdict.Yes, answer.Because);
        Decide(policy, answer).ShouldBe(DecisionKind.Allowed);
    }

    [Fact]
    public void Each_allowed_and_denied_again_leaves_nothing()
    {
        var (policy, _) = Fill(at => Statement(at % 2 == 0 ? "Allow" : "Deny", $"execute-api:/*/part{at / 2}/*", ""));

        policy.Ask(CallerClass.Anonymous, Greedy).Verdict.ShouldBe(Verdict.No);
    }

    [Fact]
    public void Each_denied_to_most_is_open_to_the_rest()
    {
        var (policy, _) = Fill(at => at % 2 == 0
            ? Statement("Allow", $"execute-api:/*/part{at / 2}/*", "")
            : Statement("Deny", $"execute-api:/*/part{at / 2}/*", Office.Replace("IpAddress", "NotIpAddress", StringComparison.Ordinal)));

        var answer = policy.Ask(CallerClass.Anonymous, Greedy);

        answer.Verdict.ShouldBe(Verdict.Yes, answer.Because);
        answer.Addresses.ToString().ShouldBe("203.0.113.0/24");
    }

    [Fact]
    public void A_deny_of_everything_but_many_leaves_the_many()
    {
        var parts = string.Join(", ", Enumerable.Range(0, 100).Select(at => Text($"\"execute-api:/*/part{at}/*\"")));
        var policy = Policy(
        [
            Statement("Allow", "execute-api:/*", ""),
            $$"""{ "Effect": "Deny", "Principal": "*", "Action": "*", "NotResource": [{{parts}}] }""",
        ]);

        var answer = policy.Ask(CallerClass.Anonymous, Greedy);

        answer.Verdict.ShouldBe(Verdict.Yes, answer.Because);
        Decide(policy, answer).ShouldBe(DecisionKind.Allowed);
        policy.Ask(CallerClass.Anonymous, Callers.Orders with { Path = "/other/{id}" }).Verdict.ShouldBe(Verdict.No);
    }

    [Fact]
    public void A_referer_that_opens_one_of_many_is_still_named()
    {
        var (policy, _) = Fill(at => Statement(
            "Allow",
            $"execute-api:/*/part{at}/*",
            at == 7 ? """, "Condition": { "StringEquals": { "aws:Referer": "https://acme.example" } }""" : ""));

        var answer = policy.Ask(CallerClass.Anonymous, Greedy);

        answer.SpoofableKeys.ShouldBe(["aws:Referer"]);
        answer.OnlyBySpoofing.ShouldBeFalse();
    }

    private const string Office = """, "Condition": { "IpAddress": { "aws:SourceIp": "203.0.113.0/24" } }""";

    private static string Statement(string effect, string resource, string condition) =>
        $$"""{ "Effect": "{{effect}}", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "{{resource}}"{{condition}} }""";

    private static (AccessPolicy Policy, int Count) Fill(Func<int, string> statement)
    {
        var statements = new List<string>();
        while (statements.Sum(each => each.Length + 1) + statement(statements.Count).Length < MostOfPolicy - 60)
        {
            statements.Add(statement(statements.Count));
        }

        // What was allowed last may have lost its Deny.
        return (Policy([.. statements[..(statements.Count / 2 * 2)]]), statements.Count);
    }

    private static AccessPolicy Policy(ImmutableArray<string> statements) =>
        new(PolicyDocument.Parse($$"""{ "Version": "2012-10-17", "Statement": [{{string.Join(",", statements)}}] }"""));

    private static DecisionKind Decide(AccessPolicy policy, AccessAnswer answer) =>
        new PolicyEvaluator(policy.Document).Decide(answer.Witness.ShouldNotBeNull().Request).Kind;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
