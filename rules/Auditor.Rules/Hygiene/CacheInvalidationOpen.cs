using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Rules.Hygiene;

/// <summary>Flags stages whose cache every caller may empty.</summary>
public sealed class CacheInvalidationOpen() : Rule<StageSubject>(new()
{
    Id = "AGW7009",
    Name = "cache-invalidation-open",
    Title = "Every caller may empty the cache",
    Category = Category.Hygiene,
    Severity = Severity.Low,
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["CWE-862", "API4:2023"],
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(StageSubject subject, RuleContext context)
    {
        var (api, stage) = (subject.Api, subject.Stage);
        if (!stage.CacheClusterEnabled)
        {
            yield break;
        }

        ImmutableArray<string> open =
        [
            .. stage.Settings
                .Where(settings => settings is { CachingEnabled: true, RequireAuthorizationForCacheControl: false })
                .Select(settings => settings.Key)
                .Order(StringComparer.Ordinal),
        ];
        if (open is [])
        {
            yield break;
        }

        yield return Flag(
            subject,
            $"Every caller of stage {Quote.Of(stage.Name)} of API {Quote.Of(api.Name)} may empty the cache with a header for {CachedRoutes.Of(open)}, so a stranger can send every request on to the backend.",
            [.. open.Select(key => new Evidence($"requireAuthorizationForCacheControl of {CachedRoutes.Of([key])}", "false"))]);
    }
}
