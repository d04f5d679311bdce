using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
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
    private static readonly ImmutableArray<string> ByName = ["AdministratorAccess", "PowerUserAccess", "AmazonAPIGatewayInvokeFullAccess"];
    private static readonly WideGrant Grant = new(["execute-api:Invoke"], IsEveryApi);

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(IdentityPolicySubject subject, RuleContext context)
    {
        var policy = subject.Policy;
        if (policy.Kind is IdentityPolicyKind.AwsManaged)
        {
            if (policy.AttachedTo is not [] && ByName.Contains(policy.Name, StringComparer.Ordinal))
            {
                yield return Report(subject, "its name");
            }
        }
        else if (Grant.In(policy).Value is { } statement)
        {
            yield return Report(subject, statement.Name);
        }
    }

    // arn:aws:execute-api:{region}:{account}:{api}/{stage}/{verb}/{path}: any API, and no path in particular.
    private static bool IsEveryApi(string arn) => arn.Split(':', 6) switch
    {
        [_, _, "execute-api" or "*", _, _, var target] => target.Split('/') is [var api, .. var rest] && api.All(letter => letter is '*') && api.Length > 0 && rest is [] or [.., "*"],
        // IAM completes an ARN that ends early.
        [_, _, "execute-api*" or "*"] or [_, _, "execute-api", "*"] or [_, _, "execute-api", _, "*"] => true,
        _ => false,
    };

    private Finding Report(IdentityPolicySubject subject, string statement) => HeldBy.Weigh(
        Flag(
            subject,
            $"{HeldBy.Name(subject.Policy)} lets {HeldBy.Whom(subject.Policy)} call every route of every API that checks IAM: one stolen credential opens all of them.",
            new Evidence("statement", statement),
            HeldBy.Evidence(subject.Policy)),
        subject.Policy);
}
