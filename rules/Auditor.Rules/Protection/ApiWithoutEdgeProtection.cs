using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Protection;

/// <summary>Flags HTTP and WebSocket APIs that can be called past whatever filters requests in front of them.</summary>
public sealed class ApiWithoutEdgeProtection() : Rule<ApiSubject>(new()
{
    Id = "AGW4007",
    Name = "api-without-edge-protection",
    Title = "Nothing can filter requests to this API",
    Category = Category.Protection,
    Severity = Severity.Low,
    Needs = Needs.Exposure,
    // A web ACL can be attached to a REST stage (AGW4001); to these it cannot.
    AppliesTo = [ApiKind.Http, ApiKind.WebSocket],
    Frameworks = ["CWE-693", "API8:2023"],
    RecordedAs = ["disableExecuteApiEndpoint"],
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context)
    {
        var (scope, api) = (subject.Scope, subject.Api);

        // A web ACL of CloudFront in front does nothing while callers can go around it, and without its own name they can.
        if (api.DisableExecuteApiEndpoint || api.Stages.Value is [])
        {
            yield break;
        }

        if (context.Exposure.AudienceOf(scope, api).Value is not Audience.Internet)
        {
            yield break;
        }

        var kind = api.Kind is ApiKind.WebSocket ? "WebSocket" : "HTTP";
        yield return Flag(
            subject,
            $"{kind} API {Quote.Of(api.Name)} answers the internet on its execute-api name, where AWS WAF cannot look: a web ACL on a CloudFront distribution in front of it is walked around.",
            new Evidence("disableExecuteApiEndpoint", "false"));
    }
}
