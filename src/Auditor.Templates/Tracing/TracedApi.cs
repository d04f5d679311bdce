using Auditor.Core.Inventory;
using Auditor.Templates.Mapping;

namespace Auditor.Templates.Tracing;

/// <summary>An API that is deployed, and what describes it in a template.</summary>
/// <param name="Template">The template.</param>
/// <param name="Pointer">The API in the template's inventory.</param>
/// <param name="IsLikely">Whether names agree and nothing proves it.</param>
/// <param name="Because">How it was found.</param>
internal sealed record TracedApi(TemplateVariants Template, string Pointer, bool IsLikely, string Because)
{
    /// <summary>The API as the template says; <see langword="null"/> in a variant that has none.</summary>
    public Api? In(TemplateInventory inventory) =>
        TemplateVariants.Apis(inventory).FirstOrDefault(each => each.Mapped.Resource?.Id == Id).Api;

    public string PointerIn(TemplateInventory inventory) =>
        TemplateVariants.Apis(inventory).FirstOrDefault(each => each.Mapped.Resource?.Id == Id).Pointer ?? "";

    private string? Id => Template.First.SourceMap.GetValueOrDefault(Pointer)?.Resource?.Id;

    /// <summary>A route in the template's inventory, by its key.</summary>
    public static string? RoutePointer(TemplateInventory inventory, string api, Api written, string key) =>
        At(written.Routes.ValueOr([]), route => route.Key == key, index => $"{api}/routes/{index}", inventory);

    /// <summary>A stage, by its logical id, else its name, else where there is one on either side.</summary>
    public static string? StagePointer(TemplateInventory inventory, string api, Api written, Api live, Stage stage)
    {
        var stages = written.Stages.ValueOr([]);
        string Pointer(int index) => $"{api}/stages/{index}";
        if (StackTags.Of(stage.Tags) is { } tags
            && Enumerable.Range(0, stages.Length).Select(Pointer)
                .FirstOrDefault(pointer => inventory.SourceMap.GetValueOrDefault(pointer)?.Resource?.Id == tags.LogicalId) is { } exact)
        {
            return exact;
        }

        return At(stages, each => each.Name == stage.Name, Pointer, inventory)
            ?? (live.Stages.ValueOr([]).Length == 1 && stages.Length == 1 ? At(stages, _ => true, Pointer, inventory) : null);
    }

    /// <summary>An authorizer, by its name, else where there is one on either side.</summary>
    public static string? AuthorizerPointer(TemplateInventory inventory, string api, Api written, Api live, Authorizer authorizer)
    {
        var all = written.Authorizers.ValueOr([]);
        string Pointer(int index) => $"{api}/authorizers/{index}";
        return At(all, each => each.Name == authorizer.Name, Pointer, inventory)
            ?? (live.Authorizers.ValueOr([]).Length == 1 && all.Length == 1 ? At(all, _ => true, Pointer, inventory) : null);
    }

    private static string? At<T>(ImmutableArray<T> all, Predicate<T> isMeant, Func<int, string> pointer, TemplateInventory inventory) =>
        Enumerable.Range(0, all.Length)
            .Where(index => isMeant(all[index]))
            .Select(pointer)
            .FirstOrDefault(each => inventory.SourceMap.GetValueOrDefault(each) is { Resource: not null });
}
