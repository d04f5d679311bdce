using System.Globalization;
using Auditor.Core.Exposure;
using static Auditor.Core.Tests.Identity.SmallAccount;

namespace Auditor.Core.Tests.Identity;

/// <summary>Accounts with policies that were drawn by lot, judged by Auditor and by an evaluator that was written from AWS's pages.</summary>
public sealed class SeededAccounts
{
    private const int FirstSeed = 1;

    private static readonly string[] Verbs = ["GET", "POST"];
    private static readonly string[] Paths = ["/orders", "/users/jane", "/users/bob", "/users/orders"];
    private static readonly string[] Addresses = ["203.0.113.7", "198.51.100.4", "192.0.2.9"];
    private static readonly string[] Principals = [User, Role, Session, OtherRole];

    private static readonly string[] Actions = ["execute-api:Invoke", "execute-api:Invoke", "execute-api:*", "*", "s3:*", "Execute-API:inv*"];

    private static readonly string[] Resources =
    [
        "*", "*", $"{Api}/*", $"{Api}/prod/GET/*", $"{Api}/prod/POST/*", $"{Api}/*/GET/orders", $"{Api}/prod/*/users/*", $"{Api}/prod/GET/users/${{aws:username}}", $"{Api}/prod/GET/users/b?b",
        $"arn:aws:execute-api:eu-west-1:{Id}:zzzzzzzzzz/*", "arn:aws:execute-api:*:*:*/prod/*/orders", "arn:aws:s3:::*",
    ];

    private static readonly string[] Conditions =
    [
        "", "", "", "", "'IpAddress':{'aws:SourceIp':'203.0.113.0/24'}", "'NotIpAddress':{'aws:SourceIp':['203.0.113.0/24','192.0.2.0/24']}", "'StringEquals':{'aws:username':'jane'}",
        "'StringNotEquals':{'aws:username':'jane'}", "'StringEqualsIfExists':{'aws:username':'joe'}", "'Null':{'aws:username':'true'}", $"'ArnEquals':{{'aws:PrincipalArn':'{Role}'}}",
        $"'ArnNotLike':{{'aws:PrincipalArn':'arn:aws:iam::{Id}:user/*'}}", $"'StringEquals':{{'aws:PrincipalAccount':'{Id}'}}", "'StringNotEquals':{'aws:RequestedRegion':['us-east-1','eu-west-1']}",
        "'StringLike':{'aws:RequestedRegion':'eu-*'}", "'DateLessThan':{'aws:CurrentTime':'2020-01-01T00:00:00Z'}", "'DateGreaterThan':{'aws:CurrentTime':'2020-01-01T00:00:00Z'}", "'Bool':{'aws:SecureTransport':'false'}",
        "'IpAddress':{'aws:SourceIp':'198.51.100.0/24'},'StringLike':{'aws:username':'j*'}",
    ];

    private static readonly string[] Named =
    [
        "'*'", "{'AWS':'*'}", Aws(User), Aws(Role), Aws(Session), Aws(Id), Aws(Root), Aws(OtherRole), Aws(OtherId), Aws(User, OtherId), Aws(Role, OtherRole),
    ];

    // What it means to spare an account and none of its principals, or a session and not its role, is not documented.
    private static readonly string[] Spared = [Aws("999988887777"), Aws(User, Id), Aws(Role, Root), Aws(User, Role, Id), Aws(OtherRole, OtherId), Aws(User)];

    [Fact]
    public void Are_judged_as_the_pages_say() => Compare(FirstSeed, 400);

    [Fact]
    [Trait("Category", "Exhaustive")]
    public void Are_judged_as_the_pages_say_many_times() => Compare(FirstSeed + 400, 4_000);

    private static void Compare(int first, int count)
    {
        var answers = new Dictionary<PageEvaluator.Decision, int>();
        for (var seed = first; seed < first + count; seed++)
        {
            var account = Drawn(new Random(seed));
            var pages = new PageEvaluator(account);
            foreach (var principal in Principals)
            {
                foreach (var verb in Verbs)
                {
                    foreach (var path in Paths.Where(path => verb == "GET" || path == "/orders"))
                    {
                        foreach (var address in Addresses)
                        {
                            var right = pages.Decide(principal, verb, path, address);
                            answers[right] = answers.GetValueOrDefault(right) + 1;
                            account.Explain(principal, verb, path, address).Decision.ShouldBe(
                                right switch { PageEvaluator.Decision.Allowed => AccessDecision.Allowed, PageEvaluator.Decision.Denied => AccessDecision.Denied, _ => AccessDecision.Conditional },
                                Told(seed, account, $"{principal} {verb} {path} from {address}"));
                        }
                    }
                }
            }

            foreach (var route in account.Routes)
            {
                Agree(seed, account, pages, route);
            }
        }

        // Answers that are all the same would prove little.
        answers.Count.ShouldBe(3);
        answers.Values.ShouldAllBe(number => number > count / 20);
    }

    // Who is listed for a route has a request that gets through, and who is not has none.
    private static void Agree(int seed, SmallAccount account, PageEvaluator pages, string route)
    {
        // Whom a resource policy lets in that the engine calls undecided, exposure does not list at all: it says "could not tell".
        if (account.ExposureOf(route).Unknown is not null)
        {
            return;
        }

        var callers = account.Callers(route);
        var (verb, path) = (route.Split(' ')[0], route.Split(' ')[1]);
        foreach (var principal in new[] { User, Role })
        {
            var decisions = Paths.Where(each => path.Contains('{', StringComparison.Ordinal) == each.StartsWith("/users/", StringComparison.Ordinal))
                .SelectMany(each => Addresses.Select(address => (Address: address, Decision: pages.Decide(principal, verb, each, address))))
                .ToLookup(each => each.Address, each => each.Decision);
            var isEverAllowed = decisions.Any(each => each.Contains(PageEvaluator.Decision.Allowed));
            var isAlwaysAllowed = decisions.All(each => each.Contains(PageEvaluator.Decision.Allowed));
            var isNever = decisions.All(each => each.All(decision => decision is PageEvaluator.Decision.Denied));
            var told = Told(seed, account, $"{principal} on {route}, listed: {string.Join(' ', callers.Arns)}, perhaps: {string.Join(' ', callers.Possible)}");
            if (callers.Arns.Contains(principal))
            {
                isEverAllowed.ShouldBeTrue(told);
            }
            else if (!callers.Possible.Contains(principal))
            {
                isNever.ShouldBeTrue(told);
            }

            if (isAlwaysAllowed)
            {
                callers.Arns.ShouldContain(principal, told);
            }
        }
    }

    private static SmallAccount Drawn(Random lot) => new()
    {
        OfUser = Perhaps(lot, 0.7, () => Identity(lot)),
        OfGroup = Perhaps(lot, 0.4, () => Identity(lot)),
        OfRole = Perhaps(lot, 0.8, () => Identity(lot)),
        OfOtherRole = Perhaps(lot, 0.8, () => Identity(lot)),
        Limit = Perhaps(lot, 0.4, () => Identity(lot)),
        OfApi = Perhaps(lot, 0.7, () => string.Join(',', Enumerable.Range(0, lot.Next(1, 4)).Select(_ => Resource(lot)))),
    };

    private static string? Perhaps(Random lot, double chance, Func<string> statements) => lot.NextDouble() < chance ? statements() : null;

    private static string Identity(Random lot) => string.Join(',', Enumerable.Range(0, lot.Next(1, 4)).Select(_ =>
    {
        var statement = (lot.NextDouble() < 0.72 ? Allow(OneOf(lot, Actions), OneOf(lot, Resources), OneOf(lot, Conditions)) : Deny(OneOf(lot, Actions), OneOf(lot, Resources), OneOf(lot, Conditions)))
            .Replace("'Action'", lot.NextDouble() < 0.08 ? "'NotAction'" : "'Action'", StringComparison.Ordinal);
        return statement.Replace("'Resource'", lot.NextDouble() < 0.1 ? "'NotResource'" : "'Resource'", StringComparison.Ordinal);
    }));

    private static string Resource(Random lot)
    {
        var resource = lot.NextDouble() < 0.5 ? "execute-api:/*" : OneOf(lot, ["execute-api:/prod/GET/*", "execute-api:/prod/POST/orders", "execute-api:/*/*/users/*", $"{Api}/*"]);
        if (lot.NextDouble() < 0.7)
        {
            return AllowTo(OneOf(lot, Named), resource, Condition(lot));
        }

        return DenyTo(lot.NextDouble() < 0.3 ? "Not" + OneOf(lot, Spared) : OneOf(lot, Named), resource, Condition(lot));
    }

    // From where a route is called is worked out without the Region.
    private static string Condition(Random lot) => OneOf(lot, [.. Conditions.Where(condition => !condition.Contains("aws:RequestedRegion", StringComparison.Ordinal))]);

    private static string OneOf(Random lot, string[] texts) => texts[lot.Next(texts.Length)];

    private static string Told(int seed, SmallAccount account, string what) => string.Create(
        CultureInfo.InvariantCulture,
        $"seed {seed}: {what}\nuser {account.OfUser}\ngroup {account.OfGroup}\nrole {account.OfRole}\ntheirs {account.OfOtherRole}\nboundary {account.Limit}\napi {account.OfApi}");
}
