using System.Collections.Frozen;
using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Text;

namespace Auditor.Core.Priorities;

/// <summary>Tells production from the rest by the tags of stage and API, and where these say nothing by the name of the stage.</summary>
internal static class StageEnvironment
{
    private const int Production = 100;
    private const int ProductionByName = 97;
    private const int Unsaid = 92;
    private const int OtherByName = 80;
    private const int Other = 75;

    private static readonly FrozenSet<string> Keys = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "env", "environment", "environment-type", "stage", "tier", "landscape");

    private static readonly FrozenSet<string> ProductionWords = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "prod", "production", "prd", "live");

    private static readonly FrozenSet<string> OtherWords = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "dev", "develop", "development", "test", "testing", "tst", "qa", "uat", "int", "integration", "stg", "staging", "sandbox", "demo", "preprod", "pre-prod", "nonprod", "non-prod", "local");

    /// <param name="api">The API.</param>
    /// <param name="stage">One of its stages; <see langword="null"/> where it has none.</param>
    public static PriorityReason Of(Api api, Stage? stage)
    {
        var tags = (stage?.Tags ?? ImmutableSortedDictionary<string, string>.Empty)
            .Concat(api.Tags)
            .Where(tag => Keys.Contains(tag.Key))
            .ToList();
        foreach (var tag in tags)
        {
            if (ProductionWords.Contains(tag.Value) || OtherWords.Contains(tag.Value))
            {
                return Reason(ProductionWords.Contains(tag.Value) ? Production : Other, $"tagged {Quote.Of($"{tag.Key}={tag.Value}")}");
            }
        }

        return stage is null ? Reason(Unsaid, "no tag says which environment it is")
            : ProductionWords.Contains(stage.Name) ? Reason(ProductionByName, $"production by the name of stage {Quote.Of(stage.Name)}")
            : OtherWords.Contains(stage.Name) ? Reason(OtherByName, $"not production by the name of stage {Quote.Of(stage.Name)}")
            : Reason(Unsaid, "no tag says which environment it is");
    }

    private static PriorityReason Reason(int percent, string text) => new(PriorityFactor.Environment, percent, text);
}
