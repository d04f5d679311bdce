using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
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
})
{
    // What AWS wrote and the answer did not bring along.
    private static readonly ImmutableArray<string> ByName = ["AdministratorAccess", "PowerUserAccess", "AmazonAPIGatewayAdministrator"];

    // Reading needs GET alone; whatever changes something is one of these.
    private static readonly ImmutableArray<string> Writing = ["apigateway:POST", "apigateway:PUT", "apigateway:PATCH", "apigateway:DELETE"];

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

    private static IdentityAnswer? Wide(IdentityGrants grants, Account account) => Writing
        .SelectMany(action => new[] { ApiFamily.RestApis, ApiFamily.HttpApis }.Select(family => grants.OnEveryApi(action, family, account.Id, account.Partition)))
        .FirstOrDefault(answer => answer.Verdict is Verdict.Yes);

    private Finding Report(IdentityPolicySubject subject, string statement) => HeldBy.Weigh(
        Flag(
            subject,
            $"{HeldBy.Name(subject.Policy)} lets {HeldBy.Whom(subject.Policy)} change every API: switch off authorization, send requests elsewhere, or delete it.",
            new Evidence("statement", statement),
            HeldBy.Evidence(subject.Policy)),
        subject.Policy);
}
