using System.Collections.Concurrent;
using System.Globalization;
using Auditor.Core.Exposure;
using static Auditor.Core.Tests.Identity.SmallAccount;

namespace Auditor.Core.Tests.Identity;

/// <summary>
/// Accounts with policies that were drawn by lot, judged by Auditor and by an evaluator that was written from AWS's pages.
/// </summary>
public sealed class SeededAccounts
{
    private const int FirstSeed = 1;

    // Whom a resource policy lets in of strangers is the larger part of the work, and no identity policy has a say in it: it is asked in
    // one of so many accounts.
    private const int Walked = 10;

    private static readonly string[] Verbs = ["GET", "POST"];
    private static readonly string[] Paths = ["/orders", "/users/jane", "/users/bob", "/users/orders"];
    private static readonly string[] Addresses = ["203.0.113.7", "198.51.100.4", "192.0.2.9", "8.8.8.8"];
    private static readonly string[] Principals = [User, Role, Session, OtherRole];

    private static readonly string[] Actions =
    [
        "execute-api:Invoke",
        "execute-api:Invoke",
        "execute-api:*",
        "*",
        "s3:*",
        "Execute-API:inv*",
    ];

    private static readonly string[] Resources =
    [
        "*", "*", $"{Api}/*", $"{Api}/prod/GET/*", $"{Api}/prod/POST/*", $"{Api}/*/GET/orders", $"{Api}/prod/*/users/*",
        $"{Api}/prod/GET/users/${{aws:username}}", $"{Api}/prod/GET/users/b?b",
        $"arn:aws:execute-api:eu-west-1:{Id}:zzzzzzzzzz/*", "arn:aws:execute-api:*:*:*/prod/*/orders", "arn:aws:s3:::*",
    ];

    private static readonly string[] Conditions =
    [
        "", "", "", "", "'IpAddress':{'aws:SourceIp':'203.0.113.0/24'}",
        "'NotIpAddress':{'aws:SourceIp':['203.0.113.0/24','192.0.2.0/24']}", "'StringEquals':{'aws:username':'jane'}",
        "'StringNotEquals':{'aws:username':'jane'}", "'StringEqualsIfExists':{'aws:username':'joe'}", "'Null':{'aws:username':'true'}",
        $"'ArnEquals':{{'aws:PrincipalArn':'{Role}'}}",
        $"'ArnNotLike':{{'aws:PrincipalArn':'arn:aws:iam::{Id}:user/*'}}", $"'StringEquals':{{'aws:PrincipalAccount':'{Id}'}}",
        "'StringNotEquals':{'aws:RequestedRegion':['us-east-1','eu-west-1']}",
        "'StringLike':{'aws:RequestedRegion':'eu-*'}", "'DateLessThan':{'aws:CurrentTime':'2020-01-01T00:00:00Z'}",
        "'DateGreaterThan':{'aws:CurrentTime':'2020-01-01T00:00:00Z'}", "'Bool':{'aws:SecureTransport':'false'}",
        "'IpAddress':{'aws:SourceIp':'198.51.100.0/24'},'StringLike':{'aws:username':'j*'}",
    ];

    private static readonly string[] Named =
    [
        "'*'", "{'AWS':'*'}", Aws(User), Aws(Role), Aws(Session), Aws(Id), Aws(Root), Aws(OtherRole), Aws(OtherId), Aws(User, OtherId),
        Aws(Role, OtherRole),
    ];

    // What it means to spare an account and none of its principals, or a session and not its role, is not documented.
    private static readonly string[] Spared =
    [
        Aws("999988887777"),
        Aws(User, Id),
        Aws(Role, Root),
        Aws(User, Role, Id),
        Aws(OtherRole, OtherId),
        Aws(User),
    ];

    [Fact]
    public void Are_judged_as_the_pages_say() => Compare(FirstSeed, 100);

    [Fact]
    [Trait("Category", "Exhaustive")]
    public void Are_judged_as_the_pages_say_many_times() => Compare(FirstSeed + 100, 20_000);

    private static void Compare(int first, int count)
    {
        var answers = new ConcurrentDictionary<PageEvaluator.Decision, int>();
        var disagreements = new ConcurrentBag<string>();
        Parallel.For(first, first + count, seed =>
        {
            try
            {
                One(seed, answers);
            }
            catch (Exception exception) when (exception is ShouldAssertException or InvalidOperationException)
            {
                disagreements.Add(exception.Message);
            }
        });

        disagreements.Order(StringComparer.Ordinal).Take(3).ShouldBeEmpty($"{disagreements.Count} of {count}");

        // Answers that are all the same would prove little.
        answers.Count.ShouldBe(3);
        answers.Values.ShouldAllBe(number => number > count / 20);
    }

    private static void One(int seed, ConcurrentDictionary<PageEvaluator.Decision, int> answers)
    {
        var account = Drawn(new Random(seed), Identity);
        var pages = new PageEvaluator(account);
        foreach (var (principal, verb, path, address) in Requests(seed))
        {
            var right = pages.Decide(principal, verb, path, address);
            answers.AddOrUpdate(right, 1, (_, number) => number + 1);
            account.Explain(principal, verb, path, address).Decision.ShouldBe(
                right switch { PageEvaluator.Decision.Allowed => AccessDecision.Allowed, PageEvaluator.Decision.Denied => AccessDecision.Denied, _ => AccessDecision.Conditional },
                Told(seed, account, $"{principal} {verb} {path} from {address}"));
        }

        // Of each account who is listed for one route, of those that are walked for all.
        foreach (var route in seed % Walked == 0 ? account.Routes : [account.Routes[seed % account.Routes.Length]])
        {
            var callers = account.CallersByPolicies(route);
            if (seed % Walked == 0)
            {
                ShouldBeThoseOfTheRoute(seed, account, route, callers);
            }

            Agree(seed, account, pages, route, callers);
        }
    }

    // Each route by each principal, from an address that the next account does not try.
    private static IEnumerable<(string Principal, string Verb, string Path, string Address)> Requests(int seed) =>
        from principal in Principals
        from route in Verbs.SelectMany(verb => Paths.Where(path => verb == "GET" || path == "/orders").Select(path => (verb, path))).Index()
        select (principal, route.Item.verb, route.Item.path, Addresses[(seed + route.Index) % Addresses.Length]);

    private static void ShouldBeThoseOfTheRoute(int seed, SmallAccount account, string route, GrantedPrincipals callers)
    {
        // A Deny with NotPrincipal in a resource policy leaves open which strangers there are: exposure says "could not tell", and lists
        // nobody.
        if (account.OfApi?.Contains("NotPrincipal", StringComparison.Ordinal) is true && !account.ExposureOf(route).IsKnown)
        {
            return;
        }

        var exposure = account.ExposureOf(route);
        var listed = exposure.IsKnown
            ? exposure.Value.Principals.ShouldNotBeNull(Told(seed, account, route)).Value
            : throw new InvalidOperationException(Told(seed, account, $"{route} is unknown: {exposure.Unknown?.Because}"));
        listed.Arns.ShouldBe(callers.Arns, Told(seed, account, route));
        listed.Possible.ShouldBe(callers.Possible, Told(seed, account, route));
    }

    // Who is listed for a route has a request that gets through, and who is not has none.
    private static void Agree(int seed, SmallAccount account, PageEvaluator pages, string route, GrantedPrincipals callers)
    {
        var (verb, path) = (route.Split(' ')[0], route.Split(' ')[1]);
        foreach (var principal in new[] { User, Role })
        {
            var decisions = Paths.Where(each => path.Contains('{', StringComparison.Ordinal) == each.StartsWith(
                "/users/", StringComparison.Ordinal))
                .SelectMany(each => Addresses.Select(address => (Address: address, Decision: pages.Decide(principal, verb, each, address))))
                .ToLookup(each => each.Address, each => each.Decision);
            var isEverAllowed = decisions.Any(each => each.Contains(PageEvaluator.Decision.Allowed));
            var isAlwaysAllowed = decisions.All(each => each.Contains(PageEvaluator.Decision.Allowed));
            var isNever = decisions.All(each => each.All(decision => decision is PageEvaluator.Decision.Denied));
            var told = Told(
                seed,
                account,
                $"{principal} on {route}, listed: {string.Join(' ', callers.Arns)}, perhaps: {string.Join(' ', callers.Possible)}");
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

    /// <summary>An account whose policies are drawn by lot.</summary>
    internal static SmallAccount Drawn(Random lot, Func<Random, string> identity) => new()
    {
        OfUser = Perhaps(lot, 0.7, () => identity(lot)),
        OfGroup = Perhaps(lot, 0.4, () => identity(lot)),
        OfRole = Perhaps(lot, 0.8, () => identity(lot)),
        OfOtherRole = Perhaps(lot, 0.8, () => identity(lot)),
        Limit = Perhaps(lot, 0.4, () => identity(lot)),
        Levels = lot.NextDouble() < 0.4 ? [ServiceControl(lot), ServiceControl(lot), ServiceControl(lot)] : [],
        OfApi = Perhaps(lot, 0.7, () => string.Join(',', Enumerable.Range(0, lot.Next(1, 4)).Select(_ => Resource(lot)))),
    };

    /// <summary>The same with a private API, to which a private domain name leads.</summary>
    internal static SmallAccount DrawnPrivate(Random lot, Func<Random, string> identity) => new()
    {
        OfUser = Perhaps(lot, 0.7, () => identity(lot)),
        OfGroup = Perhaps(lot, 0.4, () => identity(lot)),
        OfRole = Perhaps(lot, 0.8, () => identity(lot)),
        Limit = Perhaps(lot, 0.3, () => identity(lot)),
        OfApi = Perhaps(lot, 0.9, () => string.Join(',', Enumerable.Range(0, lot.Next(1, 4)).Select(_ => Through(lot, Resource(lot))))),
        OfDomainName = lot.NextDouble() < 0.1
            ? ""
            : string.Join(',', Enumerable.Range(0, lot.Next(1, 4)).Select(_ => Through(lot, Resource(lot)))),
        IsDefaultEndpointOff = lot.NextDouble() < 0.8,
    };

    // Half the conditions are about where a request comes from, or about what nobody knows.
    private static string Through(Random lot, string statement) =>
        lot.NextDouble() < 0.5 || statement.Contains("'Condition'", StringComparison.Ordinal)
        ? statement
        : statement[..^1] + ",'Condition':{" + OneOf(lot,
        [
            "'StringEquals':{'aws:SourceVpce':'vpce-1'}", "'StringNotEquals':{'aws:SourceVpce':['vpce-1','vpce-2']}",
            "'Bool':{'aws:MultiFactorAuthPresent':'true'}", "'StringEquals':{'aws:SourceVpc':'vpc-1'}",
            "'StringEquals':{'aws:PrincipalOrgID':'o-a1b2c3d4e5'}", "'StringNotLike':{'aws:SourceVpce':'vpce-*'}",
            "'Bool':{'aws:MultiFactorAuthPresent':'false'}",
        ]) + "}}";

    private static string? Perhaps(Random lot, double chance, Func<string> statements) => lot.NextDouble() < chance ? statements() : null;

    /// <summary>Statements of an identity policy.</summary>
    internal static string Identity(Random lot) => string.Join(',', Enumerable.Range(0, lot.Next(1, 4)).Select(_ =>
    {
        var statement = (lot.NextDouble() < 0.72
            ? Allow(OneOf(lot, Actions), OneOf(lot, Resources), OneOf(lot, Conditions))
            : Deny(OneOf(lot, Actions), OneOf(lot, Resources), OneOf(lot, Conditions)))
            .Replace("'Action'", lot.NextDouble() < 0.08 ? "'NotAction'" : "'Action'", StringComparison.Ordinal);
        return statement.Replace("'Resource'", lot.NextDouble() < 0.1 ? "'NotResource'" : "'Resource'", StringComparison.Ordinal);
    }));

    // Most levels allow everything and deny something.
    private static string ServiceControl(Random lot) => lot.NextDouble() < 0.8
        ? Allow("*") + (lot.NextDouble() < 0.3 ? "," + Deny(OneOf(lot, Actions), OneOf(lot, Resources), OneOf(lot, Conditions)) : "")
        : Allow("execute-api:*", OneOf(lot, Resources), OneOf(lot, Conditions))
            + ","
            + Allow("*", OneOf(lot, Resources), OneOf(lot, Conditions));

    private static string Resource(Random lot)
    {
        var resource = lot.NextDouble() < 0.5
            ? "execute-api:/*"
            : OneOf(lot, ["execute-api:/prod/GET/*", "execute-api:/prod/POST/orders", "execute-api:/*/*/users/*", $"{Api}/*"]);
        if (lot.NextDouble() < 0.7)
        {
            return AllowTo(OneOf(lot, Named), resource, OneOf(lot, Conditions));
        }

        return DenyTo(lot.NextDouble() < 0.3 ? "Not" + OneOf(lot, Spared) : OneOf(lot, Named), resource, OneOf(lot, Conditions));
    }

    private static string OneOf(Random lot, string[] texts) => texts[lot.Next(texts.Length)];

    /// <summary>The account in which something is wrong.</summary>
    internal static string Told(int seed, SmallAccount account, string what) => string.Create(
        CultureInfo.InvariantCulture,
        $"seed {seed}: {what}\nuser {account.OfUser}\ngroup {account.OfGroup}\nrole {account.OfRole}\ntheirs "
            + $"{account.OfOtherRole}\nboundary {account.Limit}\napi {account.OfApi}\nlevels "
                + $"{string.Join(" | ", account.Levels)}\ndomain name {account.OfDomainName}, alone: {account.IsDefaultEndpointOff}");
}
