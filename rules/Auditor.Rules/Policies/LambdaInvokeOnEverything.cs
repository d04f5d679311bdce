using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Policies;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Policies;

/// <summary>Flags IAM policies that let their holders call every Lambda function.</summary>
public sealed class LambdaInvokeOnEverything() : Rule<IdentityPolicySubject>(new()
{
    Id = "AGW5016",
    Name = "lambda-invoke-on-everything",
    Title = "An IAM policy lets its holders call every Lambda function",
    Category = Category.Policies,
    Severity = Severity.Medium,
    Needs = Needs.IdentityPolicies,
    SeverityFollowsExposure = false,
    Frameworks = ["CWE-250", "API5:2023"],
    WrittenAs = "identityPolicy:PolicyDocument.Statement[].Resource|identityPolicy:PolicyDocument",
})
{
    private const string ApiGateway = "apigateway.amazonaws.com";

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(IdentityPolicySubject subject, RuleContext context)
    {
        var (account, policy) = (subject.Account, subject.Policy);

        // What AWS wrote matters where API Gateway itself can use it; as a whole it is not ours to narrow.
        var usedByGateway = policy.AttachedTo.Where(holder => IsForGateway(account, holder)).ToList();
        if (policy.Kind is IdentityPolicyKind.AwsManaged && usedByGateway is [])
        {
            yield break;
        }

        if (context.Exposure.GrantsBy(account, policy).Value is not { } grants
            || grants.Ask(held => WideAccess.InvokesEverything(held, account.Partition, account.Id)) is not { } granted)
        {
            yield break;
        }

        var whom = usedByGateway is [] ? PolicyHolders.Whom(policy, granted.To) : $"API Gateway, by role {Quote.List(usedByGateway)},";
        var finding = Flag(
            subject,
            $"{PolicyHolders.Name(policy)} lets {whom} call every Lambda "
                + $"function{PolicyHolders.Where(granted.Answer)}{PolicyHolders.Apart(granted.Answer)}, past everything that the APIs in "
                    + $"front of them check.",
            PolicyHolders.Evidence(policy, granted)) with
        {
            Named = PolicyHolders.Named(policy, granted.To),
        };
        yield return usedByGateway is [] ? PolicyHolders.WithSeverity(finding, policy, granted.Answer) : finding;
    }

    private static bool IsForGateway(Account account, string holder)
    {
        var trust = account.Principals.ValueOr([]).FirstOrDefault(principal => principal.Arn == holder)?.TrustPolicy;
        return trust is not null && PolicyDocument.Read(trust, "The trust policy").Select(document => document.Statements.Any(statement =>
            statement.Effect is PolicyEffect.Allow
            && statement.Principals.Any(principal => principal.Kind is PrincipalKind.Service && string.Equals(principal.Value.Text, ApiGateway, StringComparison.OrdinalIgnoreCase))))
                .ValueOr(false);
    }
}
