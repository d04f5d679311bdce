using System.Collections.Immutable;
using System.IO.Enumeration;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
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
    private static readonly ImmutableArray<string> ByName = ["AdministratorAccess", "PowerUserAccess", "AmazonAPIGatewayAdministrator"];

    // Reading needs GET alone; whatever changes something is one of these.
    private static readonly WideGrant Grant = new(["apigateway:POST", "apigateway:PUT", "apigateway:PATCH", "apigateway:DELETE"], IsEveryApi);

    // An API that nobody wrote the policy for, and what hangs on it that decides who may call.
    private static readonly ImmutableArray<string> Strangers =
    [
        "/restapis/zz0zz0zz0z", "/restapis/zz0zz0zz0z/resources/zz0zz0/methods/GET", "/restapis/zz0zz0zz0z/authorizers/zz0zz0", "/restapis/zz0zz0zz0z/stages/zz0zz0",
        "/apis/zz0zz0zz0z", "/apis/zz0zz0zz0z/routes/zz0zz0", "/apis/zz0zz0zz0z/authorizers/zz0zz0", "/apis/zz0zz0zz0z/stages/zz0zz0",
    ];

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

    // arn:aws:apigateway:{region}::/restapis/{id}/...: the control plane has no account in its ARNs.
    private static bool IsEveryApi(string arn) => arn.Split(':', 6) switch
    {
        [_, _, "apigateway" or "*", _, _, var path] => Strangers.Any(stranger => FileSystemName.MatchesSimpleExpression(path, stranger, ignoreCase: false)),
        // IAM completes an ARN that ends early.
        [_, _, "apigateway*" or "*"] or [_, _, "apigateway", "*"] or [_, _, "apigateway", _, "*"] => true,
        _ => false,
    };

    private Finding Report(IdentityPolicySubject subject, string statement) => HeldBy.Weigh(
        Flag(
            subject,
            $"{HeldBy.Name(subject.Policy)} lets {HeldBy.Whom(subject.Policy)} change every API: switch off authorization, send requests elsewhere, or delete it.",
            new Evidence("statement", statement),
            HeldBy.Evidence(subject.Policy)),
        subject.Policy);
}
