using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Policies;

/// <summary>Flags developer portals that everybody on the web can read.</summary>
public sealed class PortalOpenToTheWorld() : Rule<PortalSubject>(new()
{
    Id = "AGW5014",
    Name = "portal-open-to-the-world",
    Title = "Anyone on the web can read this developer portal",
    Category = Category.Policies,
    Severity = Severity.Medium,
    Needs = Needs.Portals,
    SeverityFollowsExposure = false,
    // Portals show REST APIs only.
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["CWE-200", "API9:2023"],
})
{
    private const int Shown = 10;

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(PortalSubject subject, RuleContext context)
    {
        var portal = subject.Portal;
        if (!IsOnline(portal) || !portal.IsOpenToTheWorld.Value)
        {
            yield break;
        }

        // Whether readers can try things makes it worse, and no less open when it is not known.
        var tried = portal.TryItEndpoints.ValueOr([]);
        yield return Flag(
            subject,
            tried is []
                ? $"Anyone on the web can read developer portal {Quote.Of(portal.Name)}: it tells strangers which APIs there are, their "
                    + $"paths and what they take."
                : $"Anyone on the web can read developer portal {Quote.Of(portal.Name)} and send requests to its APIs from there: "
                    + $"strangers are told what there is, and handed the tool to try it.",
            [
                new("publishStatus", portal.PublishStatus ?? "none"),
                new("authorization", "none"),
                .. tried.Take(Shown).Select(endpoint => new Evidence("try it", endpoint)),
                .. tried.Length > Shown ? [new("try it", $"and {tried.Length - Shown} more")] : Array.Empty<Evidence>(),
                .. portal.TryItEndpoints.Unknown is { } unknown
                    ? [new("try it", $"not known: {unknown.Because}")]
                    : Array.Empty<Evidence>(),
            ]);
    }

    // A portal that could not be switched off is on, and one that could not be published may be on as it was before.
    private static bool IsOnline(Portal portal) => portal.PublishStatus switch
    {
        "PUBLISHED" or "PUBLISH_IN_PROGRESS" or "DISABLE_FAILED" => true,
        null or "DISABLED" or "DISABLE_IN_PROGRESS" => false,
        "PUBLISH_FAILED" =>
            throw new UnknownFactException(new(
                $"Publishing portal {Quote.Of(portal.Name)} failed, and API Gateway does not say whether an earlier state of it is "
                    + $"online.")),
        var other =>
            throw new UnknownFactException(new(
                $"Whether portal {Quote.Of(portal.Name)} is online is not known: this version does not know the status "
                    + $"{Quote.Of(other)}.")),
    };
}
