using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Policies;

/// <summary>Flags REST APIs whose resource policy lets in everyone.</summary>
public sealed class ResourcePolicyOpen() : Rule<ApiSubject>(new()
{
    Id = "AGW5001",
    Name = "resource-policy-open",
    Title = "The resource policy lets in everyone",
    Category = Category.Policies,
    Severity = Severity.High,
    Needs = Needs.Exposure,
    // Other APIs cannot have a resource policy.
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["CWE-284", "CWE-732", "API5:2023", "API8:2023"],
    RecordedAs = ["policy"],
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context)
    {
        var openings = PolicyOpenings.Of(subject, context);

        // Where a header has to be sent first, spoofable-policy-condition says so.
        var open = openings.Ordered.RemoveAll(opening => !opening.LetsInStrangers || opening.HangsOnHeader);
        if (open is [])
        {
            openings.ThrowIfDoubtful();
            yield break;
        }

        yield return PolicyFinding.Weigh(
            Flag(subject, $"The resource policy of API {Quote.Of(subject.Api.Name)} lets in {Whom(open[0])}.", PolicyFinding.Evidence(open).AsSpan()),
            open);
    }

    private static string Whom(PolicyOpening opening) => opening.Authorization switch
    {
        AuthorizationKind.AwsIam => $"every principal of every AWS account: anyone can call {PolicyFinding.Name(opening.Route)} with credentials of an account of their own",
        AuthorizationKind.None when opening.Route.Route.ApiKeyRequired => $"everyone: anyone on the internet with an API key can call {PolicyFinding.Name(opening.Route)}",
        AuthorizationKind.None => $"everyone: anyone on the internet can call {PolicyFinding.Name(opening.Route)}",
        _ => $"everyone, so it restricts nobody: the authorizer of {PolicyFinding.Name(opening.Route)} alone keeps strangers out",
    };
}
