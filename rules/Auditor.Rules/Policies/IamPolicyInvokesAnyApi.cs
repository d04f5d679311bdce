using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Policies;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Rules.Policies;

/// <summary>Flags IAM policies that let their holders call every API.</summary>
public sealed class IamPolicyInvokesAnyApi() : Rule<IdentityPolicySubject>(new()
{
    Id = "AGW5008",
    Name = "iam-policy-invokes-any-api",
    Title = "An IAM policy lets its holders call every API",
    Category = Category.Policies,
    Severity = Severity.High,
    Needs = Needs.IdentityPolicies,
    SeverityFollowsExposure = false,
    Frameworks = ["CWE-250", "API5:2023"],
})
{
    // What AWS wrote and the answer did not bring along.
    private static readonly ImmutableArray<string> ByName = ["AdministratorAccess", "PowerUserAccess", "AmazonAPIGatewayInvokeFullAccess"];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(IdentityPolicySubject subject, RuleContext context)
    {
        var policy = subject.Policy;
        if (HeldDocument.Of(policy).Value is not { } grants)
        {
            if (policy.AttachedTo is not [] && ByName.Contains(policy.Name, StringComparer.Ordinal))
            {
                yield return Report(subject, "its name");
            }
        }
        else if (Wide(grants, subject.Account) is { Statement: { } statement } && !HeldDocument.IsTakenBack(subject.Account, policy, context.Exposure, held => Wide(held, subject.Account) is not null))
        {
            yield return Report(subject, statement.Name);
        }
    }

    private static IdentityAnswer? Wide(IdentityGrants grants, Account account) =>
        grants.OnEveryApi("execute-api:Invoke", ApiFamily.Invocation, account.Id, account.Partition) is { Verdict: Verdict.Yes } answer ? answer : null;

    private Finding Report(IdentityPolicySubject subject, string statement) => HeldBy.Weigh(
        Flag(
            subject,
            $"{HeldBy.Name(subject.Policy)} lets {HeldBy.Whom(subject.Policy)} call every route of every API that checks IAM: one stolen credential opens all of them.",
            new Evidence("statement", statement),
            HeldBy.Evidence(subject.Policy)),
        subject.Policy);
}
