using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Identity;
using Auditor.Core.Metadata;
using Auditor.Core.Policies;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Rules.Policies;

/// <summary>Flags IAM policies that let their holders reconfigure every API.</summary>
public sealed class IamPolicyChangesAnyApi() : Rule<IdentityPolicySubject>(new()
{
    Id = "AGW5009",
    Name = "iam-policy-changes-any-api",
    Title = "An IAM policy lets its holders change every API",
    Category = Category.Policies,
    Severity = Severity.High,
    Needs = Needs.IdentityPolicies,
    SeverityFollowsExposure = false,
    Frameworks = ["CWE-250", "API5:2023"],
    WrittenAs = "identityPolicy:PolicyDocument.Statement[].Resource|identityPolicy:PolicyDocument",
})
{
    private static readonly ImmutableArray<(ApiFamily Family, string Apis)> Families =
    [
        (ApiFamily.RestApis, "REST API"),
        (ApiFamily.HttpApis, "HTTP and WebSocket API"),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(IdentityPolicySubject subject, RuleContext context)
    {
        var (account, policy) = (subject.Account, subject.Policy);
        if (PolicyHolders.HasNone(account, policy)
            || context.Exposure.GrantsBy(account, policy).Value is not { } grants)
        {
            yield break;
        }

        var changes = Families
            .SelectMany(family => IdentityGrants.Changes(family.Family)
                .Select(change => (family.Apis, Change: change, Granted: grants.Ask(held => held.OnChangeOfEveryApi(family.Family, change, account.Partition)))))
            .Where(each => each.Granted is not null)
            .Select(each => (each.Apis, each.Change, Granted: each.Granted ?? default))
            .ToImmutableArray();
        if (changes is [])
        {
            yield break;
        }

        var first = changes[0].Granted;
        var families = changes.Select(each => each.Apis).Distinct(StringComparer.Ordinal).ToList();
        var which = families.Count == Families.Length ? "every API" : $"every {families[0]}";
        var can = changes.Select(each => each.Change).Distinct(StringComparer.Ordinal).ToList();
        yield return PolicyHolders.WithSeverity(
            Flag(
                subject,
                $"{PolicyHolders.Name(policy)} lets {PolicyHolders.Whom(policy, first.To)} change "
                    + $"{which}{PolicyHolders.Where(first.Answer)}{PolicyHolders.Apart(first.Answer)}: {string.Join("; ", can)}.",
                PolicyHolders.Evidence(policy, first)) with
            {
                Named = PolicyHolders.Named(policy, changes.SelectMany(each => each.Granted.To)),
            },
            policy,
            first.Answer);
    }
}
