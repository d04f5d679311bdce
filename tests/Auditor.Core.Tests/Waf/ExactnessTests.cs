using Auditor.Core.Inventory;
using Auditor.Core.Waf;
using static Auditor.Core.Tests.Waf.Statements;

namespace Auditor.Core.Tests.Waf;

/// <summary>The passages of generated web ACLs against trying every request.</summary>
public sealed class ExactnessTests
{
    private static readonly WafAction[] Actions = [WafAction.Allow, WafAction.Block, WafAction.Count];
    private static readonly string[] Blocks =
    [
        "198.51.100.0/24", "203.0.113.0/25", "203.0.113.128/25", "0.0.0.0/1", "128.0.0.0/1", "2001:db8::/32", "::/1", "8000::/1",
    ];
    private static readonly string[] AddressesTried =
    [
        "198.51.100.4", "203.0.113.7", "203.0.113.200", "10.0.0.7", "2001:db8::7", "2a00::1", "fd00::1",
    ];
    private static readonly string[] CountriesTried = ["DE", "FR", "US"];
    private static readonly string?[] HeadersTried = [null, "a", "ab", "b", "something else"];
    private static readonly string[] PathsTried = ["/prod/orders", "/prod/public/x", "/health"];
    private static readonly string?[] ForwardedTried = [null, "unknown", "198.51.100.4", "2001:db8::7"];

    private static readonly TriedRequest[] Requests =
    [
        .. from address in AddressesTried
           from country in CountriesTried
           from header in HeadersTried
           from path in PathsTried
           from forwarded in ForwardedTried
           select new TriedRequest(address, country, header, path, forwarded),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Passages_hold_exactly_the_requests_that_get_in(int seed)
    {
        var random = new Random(seed);
        for (var number = 0; number < 60; number++)
        {
            var definition = Definition(random);
            var result = WebAclEvaluator.Evaluate(definition);

            result.Undecided.ShouldBeEmpty();
            foreach (var request in Requests)
            {
                var isIn = result.Passages.Any(request.IsIn);
                if (isIn != request.IsLetIn(definition))
                {
                    Assert.Fail($"Seed {seed}, web ACL {number}: {request} is "
                        + $"{(isIn ? "in a passage and not let in" : "let in and in no passage")} by {InventoryFileText(definition)}");
                }
            }
        }
    }

    [Fact]
    public void What_stops_something_stops_a_request()
    {
        var random = new Random(5);
        for (var number = 0; number < 60; number++)
        {
            var definition = Definition(random);

            // There are more requests than those tried; so only this way round.
            if (!WebAclEvaluator.Evaluate(definition).StopsSomething.Value)
            {
                Requests.ShouldAllBe(request => request.IsLetIn(definition));
            }
        }
    }

    private static string InventoryFileText(WebAclDefinition definition) =>
        System.Text.Encoding.UTF8.GetString(InventoryFile.WritePart(definition));

    private static WebAclDefinition Definition(Random random)
    {
        var rules = Rules(random, 1 + random.Next(5)).ToList();
        if (random.Next(3) == 0)
        {
            rules.Insert(random.Next(rules.Count), Group("own", [.. Rules(random, 1 + random.Next(2))]));
        }

        return WebAcl(random.Next(2) == 0 ? WafAction.Allow : WafAction.Block, [.. rules]);
    }

    private static IEnumerable<WafRule> Rules(Random random, int count) => Enumerable.Range(0, count).Select(index => Rule(
        Actions[random.Next(Actions.Length)],
        Statement(random, 2),
        $"rule{index}",
        random.Next(3) == 0 ? [Pick(random, "office", "team:partner")] : []));

    private static WafStatement Statement(Random random, int depth) => random.Next(depth > 0 ? 10 : 7) switch
    {
        0 => Addresses([.. Blocks.Where(_ => random.Next(3) == 0)]),
        1 => Addresses(Blocks[random.Next(Blocks.Length)]),
        2 => Countries([.. CountriesTried.Where(_ => random.Next(2) == 0)]),
        3 => Header(TriedRequest.HeaderName, Pick(random, "a", "b"), Pick(random, "EXACTLY", "EXACTLY", "STARTS_WITH")),
        4 => Path(Pick(random, "/prod/", "/prod/public")),
        5 => Label(Pick(random, "office", "team:partner")),
        6 => Forwarded(TriedRequest.ForwardedName, random.Next(2) == 0, [.. Blocks.Where(_ => random.Next(4) == 0)]),
        7 => Not(Statement(random, depth - 1)),
        8 => All(Statement(random, depth - 1), Statement(random, depth - 1)),
        _ => Any(Statement(random, depth - 1), Statement(random, depth - 1)),
    };

    private static string Pick(Random random, params string[] texts) => texts[random.Next(texts.Length)];
}
