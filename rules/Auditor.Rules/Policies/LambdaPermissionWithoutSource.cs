using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

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
        if (StrangersCall.Of(subject).Value is not { } call)
        {
            yield break;
        }

        Unknown? unknown = null;
        foreach (var allowed in call.AllowedBy())
        {
            if (allowed.Unknown is not null)
            {
                unknown ??= allowed.Unknown;
                continue;
            }

            var statement = allowed.Value;
            yield return Flag(
                subject,
                $"Function {Quote.Of(subject.Identity.Arn)} lets API Gateway call it for any API of any account ({PolicyFinding.Name(statement)}): a stranger puts an API of their own in front of it, past everything yours checks.",
                new Evidence("principal", string.Join(", ", statement.Principals.Select(principal => principal.Value.Text))),
                new Evidence("conditions", statement.Conditions is [] ? "none" : string.Join("; ", statement.Conditions))) with
            {
                SubKey = statement.Sid ?? "",
            };
        }

        if (unknown is not null)
        {
            throw new UnknownFactException(unknown);
        }
    }
}
