using Auditor.Samples;
using Auditor.Testing.Estates;
using static Auditor.Core.Tests.Identity.SmallAccount;

namespace Auditor.Core.Tests.Identity;

/// <summary>
/// exposure --principals, explain-access --as, changers and the rules about identity policies never contradict each other.
/// </summary>
public sealed class OneIdentityOneAnswer
{
    [Fact]
    [Trait("Category", "Exhaustive")]
    public void In_the_sample() => new OneAnswer(AcmeEstate.Create()).ShouldBeGiven(["x7"]).Compared.ShouldBeGreaterThan(500);

    [Fact]
    public void In_an_account_of_many_roles() => new OneAnswer(LargeAccount.Make(40, 20, number => number % 3 == 0
        ? """{"Effect":"Allow","Action":"*","Resource":"*"}"""
        : $$"""{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:*:*:{{LargeAccount.ApiId(number % 2)}}/*/GET/*"}"""))
            .ShouldBeGiven(["x7"]).Compared.ShouldBeGreaterThan(500);

    [Fact]
    public void In_accounts_drawn_by_lot() => Drawn(1, 20).ShouldBeGreaterThan(100);

    [Fact]
    [Trait("Category", "Exhaustive")]
    public void In_many_accounts_drawn_by_lot() => Drawn(1_000, 120).ShouldBeGreaterThan(600);

    [Fact]
    [Trait("Category", "Exhaustive")]
    public void Of_private_domain_names_drawn_by_lot() => DrawnPrivate(1, 20).ShouldBeGreaterThan(50);

    [Fact]
    [Trait("Category", "Exhaustive")]
    public void Of_many_private_domain_names_drawn_by_lot() => DrawnPrivate(1_000, 120).ShouldBeGreaterThan(400);

    private static int DrawnPrivate(int first, int count)
    {
        var compared = 0;
        Parallel.For(first, first + count, seed =>
        {
            var lot = new Random(seed);
            var account = SeededAccounts.DrawnPrivate(lot, seed % 2 == 0 ? WithoutNames : SeededAccounts.Identity);
            Interlocked.Add(
                ref compared,
                new OneAnswer(account.Estate).ShouldBeGiven(["jane", "bob", "orders"], SeededAccounts.Told(seed, account, "")).Compared);
        });
        return compared;
    }

    // Of half the accounts no policy names the API, so that rules about every API are about it.
    private static int Drawn(int first, int count)
    {
        var compared = 0;
        Parallel.For(first, first + count, seed =>
        {
            var account = SeededAccounts.Drawn(new Random(seed), seed % 2 == 0 ? WithoutNames : SeededAccounts.Identity);
            Interlocked.Add(
                ref compared,
                new OneAnswer(account.Estate).ShouldBeGiven(["jane", "bob", "orders"], SeededAccounts.Told(seed, account, "")).Compared);
        });
        return compared;
    }

    private static string WithoutNames(Random lot) => string.Join(',', Enumerable.Range(0, lot.Next(1, 4)).Select(_ =>
    {
        var action = OneOf(
            lot,
            ["*", "execute-api:*", "execute-api:Invoke", "apigateway:*", "apigateway:PATCH", "apigateway:P*", "apigateway:DELETE", "s3:*"]);
        var resource = OneOf(
            lot,
            ["*", "*", "arn:aws:execute-api:*:*:*", "arn:aws:execute-api:eu-west-1:*:*/*/GET/*", "arn:aws:apigateway:*::/*", "arn:aws:apigateway:eu-west-1::/restapis/*", "arn:aws:apigateway:*::/restapis/*/deployments", "arn:aws:apigateway:us-east-1::/*"]);
        var condition = OneOf(
            lot,
            ["", "", "", "'IpAddress':{'aws:SourceIp':'203.0.113.0/24'}", $"'ArnEquals':{{'aws:PrincipalArn':'{Role}'}}", "'StringEquals':{'aws:RequestedRegion':'eu-west-1'}", "'StringLike':{'aws:RequestedRegion':'us-*'}", "'Bool':{'aws:MultiFactorAuthPresent':'true'}", "'StringNotEquals':{'aws:username':'jane'}"]);
        return lot.NextDouble() < 0.75 ? Allow(action, resource, condition) : Deny(action, resource, condition);
    }));

    private static string OneOf(Random lot, string[] texts) => texts[lot.Next(texts.Length)];
}
