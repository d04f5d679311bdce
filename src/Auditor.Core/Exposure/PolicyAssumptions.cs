using System.Collections.Immutable;
using Auditor.Core.Identity;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Policies;

namespace Auditor.Core.Exposure;

/// <summary>
/// Lists the accounts of which verdicts assume that nothing takes back what IAM policies allow: once for each, and only where one of them
/// allows something of APIs.
/// </summary>
internal static class PolicyAssumptions
{
    // What API Gateway is asked for: calls, and changes by each verb that changes.
    private static readonly ImmutableArray<string> Actions =
    [
        "execute-api:Invoke",
        "execute-api:ManageConnections",
        "apigateway:POST",
        "apigateway:PUT",
        "apigateway:PATCH",
        "apigateway:DELETE",
    ];

    public static IEnumerable<Assumption> Of(ExposureMap exposure, Needs needs) =>
        from account in (needs & Needs.IdentityPolicies) == 0 ? [] : exposure.Estate.Accounts
        let scope = exposure.Estate.Scopes.FirstOrDefault(scope => scope.Account == account.Id && scope.KnownApis.Any())
        where scope is not null
            && !account.Organization.IsKnown
            && account.IdentityPolicies.ValueOr([]).Any(policy => AllowsSomething(policy, account.Partition, exposure))
        select new Assumption
        {
            Account = account.Id,
            Region = scope.Region,
            Assumed = $"Nothing takes back what the IAM policies of account {account.Id} allow.",
            Because = "Service control policies of its organization, and session policies, were not read: they can only take back.",
            SettledBy = "Scan with --organization, which reads service control policies; nobody can read session policies.",
        };

    private static bool AllowsSomething(IdentityPolicy policy, string partition, ExposureMap exposure)
    {
        var text = policy.Document.ValueOr(null)
            ?? (policy.Kind is IdentityPolicyKind.AwsManaged ? KnownManagedPolicies.TextOf(policy.Name, partition) : null);
        return policy.AttachedTo is not []
            && text is not null
            && exposure.DocumentOf(text, "The policy")
                .Select(document => document.Statements.Any(statement => statement.Effect is PolicyEffect.Allow
                    && Actions.Any(statement.Concerns)))
                .ValueOr(false);
    }
}
