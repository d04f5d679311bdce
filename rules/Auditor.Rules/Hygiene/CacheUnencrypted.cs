using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Hygiene;

/// <summary>Flags stages whose cache keeps answers unencrypted.</summary>
public sealed class CacheUnencrypted() : StageRule(new()
{
    Id = "AGW7007",
    Name = "cache-unencrypted",
    Title = "The cache keeps answers unencrypted",
    Category = Category.Hygiene,
    Severity = Severity.Medium,
    Needs = Needs.Routes,
    SeverityFollowsExposure = false,
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["CWE-311", "API8:2023", "APIGateway.5"],
    RecordedAs = ["cacheClusterEnabled", "methodSettings"],
    MendedBy = "CacheDataEncrypted=true",
    WrittenAs = "stage:MethodSettings[].CacheDataEncrypted=false|stage:MethodSettings[].CachingEnabled=true|"
        + "stage:CacheDataEncrypted|stage:CacheClusterEnabled",
})
{
    /// <inheritdoc/>
    protected override IEnumerable<StageVerdict> Check(StageSubject subject, RuleContext context)
    {
        var (scope, api, stage) = (subject.Scope, subject.Api, subject.Stage);
        if (!stage.CacheClusterEnabled || !stage.Settings.Any(IsOpen))
        {
            yield break;
        }

        // Settings of methods that are gone, and settings for all where each method has its own, cache nothing.
        ImmutableArray<string> open =
        [
            .. context.Exposure.RoutesOf(scope, api, stage).Value
                .Where(route => CacheSettings.Of(route).Any(IsOpen))
                .Select(route => route.Route.Key)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        if (open is [])
        {
            yield break;
        }

        yield return new(stages =>
            $"{stages.Name} of API {Quote.Of(api.Name)} {stages.Form("caches", "cache")} answers unencrypted for "
                + $"{RouteNames.Of(stages.Items)}, so what callers were told lies readable in the cache's storage.")
        {
            Items = open,
            Evidence = [.. open.Select(key => new Evidence("cacheDataEncrypted", $"false for {key}"))],
        };
    }

    private static bool IsOpen(RouteSettings settings) => settings is { CachingEnabled: true, CacheDataEncrypted: false };
}
