using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Authorization;

/// <summary>Flags authorizers that guard nothing.</summary>
public sealed class UnusedAuthorizer() : Rule<AuthorizerSubject>(new()
{
    Id = "AGW1007",
    Name = "unused-authorizer",
    Title = "No route uses this authorizer",
    Category = Category.Authorization,
    Severity = Severity.Low,
    Needs = Needs.Routes | Needs.Authorizers,
    SeverityFollowsExposure = false,
    Frameworks = ["API9:2023"],
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(AuthorizerSubject subject, RuleContext context)
    {
        var (api, authorizer) = (subject.Api, subject.Authorizer);
        if (AuthorizerUse.IsUsed(subject, context.Exposure).Value)
        {
            yield break;
        }

        yield return Flag(
            subject,
            $"Authorizer {Quote.Of(authorizer.Name)} of API {Quote.Of(api.Name)} guards no route: whoever sees it in the list may think "
                + $"that it protects the API.",
            [new("type", authorizer.Type.ToString()), new("routes that use it", "none"), .. EarlierReading.Of(api)]) with
        {
            Confidence = EarlierReading.Limit(api, Info.Confidence),
        };
    }
}
