using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;

namespace Auditor.Rules.Tests;

/// <summary>What AWS answers about one account changes nothing of what is said about another.</summary>
public sealed class AccountsApart
{
    public static TheoryData<string> Accounts => [.. JudgedEstates.Sample.Estate.Accounts.Select(account => account.Id)];

    [Theory]
    [MemberData(nameof(Accounts))]
    public void An_account_that_tells_lies_about_itself_tells_them_about_itself_alone(string liar)
    {
        var estate = JudgedEstates.Sample.Estate;
        var lying = Audit.Run(
            estate with
            {
                Accounts = [.. estate.Accounts.Select(account => account.Id == liar ? Lying(account) : account)],
                Scopes = [.. estate.Scopes.Select(scope => scope.Account == liar ? Lying(scope) : scope)],
            },
            EveryRule.All);

        lying.Failures.ShouldBeEmpty();
        About(lying).ShouldBe(About(JudgedEstates.Sample));

        List<string> About(AuditResult result) =>
        [
            .. result.Findings.Where(finding => finding.Subject.Identity.Account != liar)
                .Select(finding => $"{finding.Fingerprint} {finding.Severity} {finding.Priority?.Score} {finding.Message}"),
        ];
    }

    // It says that it has nothing but one open API under the names and ids of the others, and principals of theirs.
    private static Account Lying(Account account) => account with
    {
        IdentityPolicies = JudgedEstates.Sample.Estate.Accounts.SelectMany(other => other.IdentityPolicies.ValueOr([])).ToImmutableArray(),
        Principals = JudgedEstates.Sample.Estate.Accounts.SelectMany(other => other.Principals.ValueOr([])).ToImmutableArray(),
    };

    private static Scope Lying(Scope scope) => scope with
    {
        RestApis = JudgedEstates.Sample.Estate.Scopes.SelectMany(other => other.RestApis.ValueOr([]))
            .Select(api => api with { ResourcePolicy = null, Authorizers = Unknown.NotCollected })
            .ToImmutableArray(),
        Domains = JudgedEstates.Sample.Estate.Scopes.SelectMany(other => other.Domains.ValueOr([])).ToImmutableArray(),
        UsagePlans = Unknown.NotCollected,
        WebAcls = [],
        Functions = [],
    };
}
