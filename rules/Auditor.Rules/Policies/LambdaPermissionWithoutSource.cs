using Auditor.Core.Findings;
using Auditor.Core.Inventory;
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
    private const string ApiGateway = "apigateway.amazonaws.com";

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(FunctionSubject subject, RuleContext context)
    {
        if (subject.Function.Policy.Value is not { } text)
        {
            yield break;
        }

        foreach (var statement in Parse(text, subject).Value.Statements)
        {
            if (statement.Effect is not PolicyEffect.Allow || !LetsApiGatewayIn(statement) || statement.Conditions.Any(NamesSource))
            {
                continue;
            }

            yield return Flag(
                subject,
                $"Function {Quote.Of(subject.Identity.Arn)} lets API Gateway call it for any API of any account ({statement.Name}): a stranger puts an API of their own in front of it, past everything yours checks.",
                new Evidence("principal", string.Join(", ", statement.Principals.Select(principal => principal.Value.Text))),
                new Evidence("conditions", statement.Conditions is [] ? "none" : string.Join("; ", statement.Conditions))) with
            {
                SubKey = statement.Sid ?? "",
            };
        }
    }

    private static Fact<PolicyDocument> Parse(string text, FunctionSubject subject)
    {
        try
        {
            return PolicyDocument.Parse(text);
        }
        catch (PolicyFormatException exception)
        {
            return new Unknown($"The policy of function {Quote.Of(subject.Identity.Arn)} cannot be read: {exception.Message}");
        }
    }

    private static bool LetsApiGatewayIn(PolicyStatement statement)
    {
        var names = statement.Principals.Any(principal => principal.Kind is PrincipalKind.Everyone
            || (principal.Kind is PrincipalKind.Service && string.Equals(principal.Value.Text, ApiGateway, StringComparison.OrdinalIgnoreCase)));
        return names != statement.IsNotPrincipal;
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
