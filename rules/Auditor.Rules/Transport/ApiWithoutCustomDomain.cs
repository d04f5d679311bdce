using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Transport;

/// <summary>Flags public APIs that have no other name than the one that API Gateway gave them.</summary>
public sealed class ApiWithoutCustomDomain() : Rule<ApiSubject>(new()
{
    Id = "AGW2001",
    Name = "api-without-custom-domain",
    Title = "Callers use the execute-api name",
    Category = Category.Transport,
    Severity = Severity.Low,
    Needs = Needs.Routes | Needs.Domains,
    // Whose name callers use is a matter of taste; what is wrong with TLS, other rules say.
    OnByDefault = false,
    Frameworks = ["API8:2023"],
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context)
    {
        var (scope, api) = (subject.Scope, subject.Api);
        var stages = api.Stages.Value;
        if (stages is [] || DefaultEndpointSwitch.IsOffEverywhere(api).Value || api.EndpointType.Value is EndpointType.Private)
        {
            yield break;
        }

        if (stages.Any(stage => EndpointResolver.CustomDomains(scope, api, stage).Value is not []))
        {
            yield break;
        }

        yield return Flag(
            subject,
            $"API {Quote.Of(api.Name)} can be called only by the execute-api name that AWS gave it, so its owner controls neither "
                + $"certificate nor TLS policy and cannot move it without breaking callers.",
            new Evidence("custom domain names", "none leads to a stage of this API"));
    }
}
