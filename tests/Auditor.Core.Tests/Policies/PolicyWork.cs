using Auditor.Core.Policies;
using Xunit.Abstractions;

namespace Auditor.Core.Tests.Policies;

/// <summary>How much work policies are, in steps: nobody's clock decides.</summary>
public sealed class PolicyWork(ITestOutputHelper output)
{
    private const int ManyRoutes = 300;

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    // 15 seconds, once, and then no answer.
    [Theory]
    [InlineData("aws:UserAgent", "*bot{0}*")]
    [InlineData("aws:UserAgent", "*b?t{0}*x*")]
    [InlineData("aws:Referer", "https://*.site{0}.example/*")]
    public void A_deny_list_of_headers_is_as_much_work_as_it_is_long(string key, string pattern)
    {
        long Steps(int count)
        {
            var patterns = string.Join(
                ", ",
                Enumerable.Range(0, count).Select(at => $"\"{string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, at)}\""));
            var policy = Policy(
                Everyone,
                $$$"""{ "Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*", "Condition": { "StringLike": { "{{{key}}}": [{{{patterns}}}] } } }""");
            foreach (var route in Routes(ManyRoutes))
            {
                var answer = policy.Ask(CallerClass.Anonymous, route);
                answer.Verdict.ShouldBe(Verdict.Yes, answer.Because);
                answer.SpoofableKeys.ShouldBe([key]);
            }

            return policy.Steps;
        }

        var (few, many) = (Steps(12), Steps(96));

        output.WriteLine($"{few} steps for 12 patterns, {many} for 96.");
        few.ShouldBeLessThan(20_000);
        many.ShouldBeLessThan(12 * few);
    }

    [Fact]
    public void Each_bot_may_have_a_statement_of_its_own()
    {
        var policy = Policy(
        [
            Everyone,
            .. Enumerable.Range(0, 55)
                .Select(at => $$$"""{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*/part{{{at}}}*","Condition":{"StringLike":{"aws:UserAgent":"*bot{{{at}}}*"} } }"""),
        ]);

        foreach (var route in Routes(ManyRoutes).Append(Callers.Orders with { Path = "/{proxy+}", Verbs = ["ANY"] }))
        {
            policy.Ask(CallerClass.Anonymous, route).Verdict.ShouldBe(Verdict.Yes);
        }

        output.WriteLine($"{policy.Steps} steps.");
        policy.Steps.ShouldBeLessThan(300_000);
    }

    [Fact]
    public void What_is_too_much_work_is_given_up_for_all_routes_at_once()
    {
        // Each value of the tag decides something else, of a tag that nobody knows: 2^40 combinations.
        var policy = Policy(
        [
            Everyone,
            .. Enumerable.Range(0, 40)
                .Select(at => $$$"""{"Effect":"{{{(at % 2 == 0 ? "Allow" : "Deny")}}}","Principal":"*","Action":"*","Resource":"*","Condition":{"StringLike":{"aws:ResourceTag/t":"*{{{at}}}?{{{at}}}*"},"IpAddress":{"aws:SourceIp":"198.51.{{{at}}}.0/24"} } }"""),
        ]);

        foreach (var route in Routes(ManyRoutes))
        {
            policy.Ask(CallerClass.Anonymous, route).Verdict.ShouldNotBe(Verdict.No);
        }

        output.WriteLine($"{policy.Steps} steps.");
        policy.Steps.ShouldBeLessThan(500_000);
    }

    private const string Everyone = """{ "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*" }""";

    private static AccessPolicy Policy(params string[] statements) => new(PolicyDocument.Parse(PolicySketches.Document(statements)), Now);

    private static IEnumerable<RouteTarget> Routes(int count) => Enumerable.Range(0, count).Select(at => (at % 6) switch
    {
        0 => Callers.Orders with { Path = $"/orders/{at}" },
        1 => Callers.Orders with { Path = $"/admin/{{id}}/part{at}" },
        2 => Callers.Orders with { Path = $"/part{at}/{{proxy+}}", Verbs = ["ANY"] },
        3 => Callers.Orders with { Path = $"/users/{{user}}", Verbs = ["POST"] },
        4 => Callers.Orders with { Path = $"/v{at}/reports", Verbs = ["DELETE"] },
        _ => Callers.Orders with { Path = $"/billing/part{at}/export" },
    });
}
