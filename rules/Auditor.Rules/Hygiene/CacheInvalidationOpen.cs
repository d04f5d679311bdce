using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Hygiene;

/// <summary>Flags REST stages whose cache any caller can empty.</summary>
public sealed class CacheInvalidationOpen() : StageRule(new()
{
    Id = "AGW7009",
    Name = "cache-invalidation-open",
    Title = "Any caller can empty the cache of this stage",
    Category = Category.Hygiene,
    Severity = Severity.Low,
    Needs = Needs.Exposure,
    // Only REST stages have a cache.
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["CWE-862", "API4:2023"],
    RecordedAs = ["methodSettings"],
    MendedBy = "RequireAuthorizationForCacheControl=true",
    WrittenAs = "stage:MethodSettings[].RequireAuthorizationForCacheControl|stage:MethodSettings[].CachingEnabled=true",
})
{
    /// <inheritdoc/>
    protected override IEnumerable<StageVerdict> Check(StageSubject subject, RuleContext context)
    {
        var (scope, api, stage) = (subject.Scope, subject.Api, subject.Stage);

        // Settings of a cache that does not exist change nothing.
        if (!stage.CacheClusterEnabled || !stage.Settings.Any(IsOpen))
        {
            yield break;
        }

        var open = context.Exposure.RoutesOf(scope, api, stage).Value
            .Where(deployed => CacheSettings.Of(deployed).Any(IsOpen))
            .Select(deployed => deployed.Route.Key)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();

        if (open is [])
        {
            yield break;
        }

        yield return new(stages =>
            $"Any caller of {stages.NameInSentence} of API {Quote.Of(api.Name)} can throw away cached answers with the header "
                + $"'Cache-Control: max-age=0', and so send every request to what is behind {stages.Form("it", "them")}.")
        {
            Items = [.. open],
            Evidence = [.. open.Select(key => new Evidence("requireAuthorizationForCacheControl", $"false for {key}"))],
        };
    }

    private static bool IsOpen(RouteSettings settings) => settings is { CachingEnabled: true, RequireAuthorizationForCacheControl: false };
}
