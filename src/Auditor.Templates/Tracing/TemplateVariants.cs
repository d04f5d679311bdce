using Auditor.Core.Inventory;
using Auditor.Templates.Judging;
using Auditor.Templates.Mapping;

namespace Auditor.Templates.Tracing;

/// <summary>A template with the inventories that it may make.</summary>
internal sealed record TemplateVariants(ITemplate Template, ImmutableArray<TemplateInventory> All)
{
    private readonly Lazy<ImmutableHashSet<string>> _ids =
        new(() => [.. All.SelectMany(inventory => inventory.Set.Resources).Select(resource => resource.Id)]);

    /// <summary>The one in which whatever is open has its first answer.</summary>
    public TemplateInventory First => All[0];

    /// <summary>The logical ids of its resources, whatever its conditions say.</summary>
    public ImmutableHashSet<string> Ids => _ids.Value;

    public static TemplateVariants Of(ITemplate template) =>
        new(template, [.. TemplateJudge.Variants(template).Select(variant => variant.Inventory)]);

    /// <summary>The APIs that a variant describes itself, with their pointers.</summary>
    public static IEnumerable<(string Pointer, Api Api, MappedResource Mapped)> Apis(TemplateInventory inventory)
    {
        var scope = inventory.Scope;
        foreach (var (list, name) in new[]
        {
            (scope.RestApis.ValueOr([]), "restApis"), (scope.HttpAndWebSocketApis.ValueOr([]), "httpAndWebSocketApis"),
        })
        {
            foreach (var (index, api) in list.Index())
            {
                var pointer = $"/scopes/0/{name}/{index}";
                if (inventory.SourceMap.GetValueOrDefault(pointer) is { StandsIn: null, Resource: not null } mapped)
                {
                    yield return (pointer, api, mapped);
                }
            }
        }
    }
}
