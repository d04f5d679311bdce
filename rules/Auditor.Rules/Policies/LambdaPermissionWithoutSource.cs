using Auditor.Core.Findings;
using Auditor.Core.Policies;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Rules.Policies;

/// <summary>Flags Lambda functions that API Gateway may call on behalf of anybody's API.</summary>
public sealed class LambdaPermissionWithoutSource() : Rule<FunctionSubject>(new()
{
    Id = "AGW5012",
    Name = "lambda-permission-without-source",
    Title = "Anybody's API may call this function",
    Category = Category.Policies,
    Severity = Severity.High,
    Needs = Needs.FunctionPolicies,
    SeverityFollowsExposure = false,
    Frameworks = ["CWE-441", "API5:2023"],
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(FunctionSubject subject, RuleContext context)
    {
        foreach (var statement in GatewayPermission.Of(subject).Value.RemoveAll(statement => statement.Conditions.Any(NamesSource)))
        {
            yield return Flag(
                subject,
                $"Function {Quote.Of(subject.Identity.Arn)} lets API Gateway call it for any API of any account ({PolicyFinding.Name(statement)}): a stranger puts an API of their own in front of it, past everything yours checks.",
                new Evidence("principal", string.Join(", ", statement.Principals.Select(principal => principal.Value.Text))),
                new Evidence("conditions", statement.Conditions is [] ? "none" : string.Join("; ", statement.Conditions))) with
            {
                SubKey = statement.Sid ?? "",
            };
        }
    }

    // The two keys by which a service says for whom it calls. With IfExists or negation, a call without them passes as well.
    private static bool NamesSource(PolicyCondition condition)
    {
        var isPlain = condition.Operator is "StringEquals" or "StringLike" or "ArnEquals" or "ArnLike" or "StringEqualsIgnoreCase";
        return isPlain && condition.Key.ToUpperInvariant() switch
        {
            "AWS:SOURCEACCOUNT" => condition.Values.All(value => value.Text.Length > 0 && !value.Text.Contains('*', StringComparison.Ordinal)),
            "AWS:SOURCEARN" => condition.Values.All(value => NamesApiOrAccount(value.Text)),
            "AWS:SOURCEORGID" or "AWS:PRINCIPALORGID" => true,
            _ => false,
        };
    }

    // arn:aws:execute-api:{region}:{account}:{api}/...
    private static bool NamesApiOrAccount(string arn) =>
        arn.Split(':', 6) is [_, _, _, _, var account, var target]
        && (IsLiteral(account) || IsLiteral(target.Split('/')[0]));

    private static bool IsLiteral(string part) => part.Length > 0 && !part.Contains('*', StringComparison.Ordinal) && !part.Contains('?', StringComparison.Ordinal);
}
