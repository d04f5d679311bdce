using Auditor.Core.Inventory;
using Auditor.Core.Text;

namespace Auditor.Templates.Tracing;

/// <summary>Finds the template that made an API: by what CloudFormation writes into its tags, by its id, else by its name.</summary>
internal sealed class TemplateMatching(ImmutableArray<TemplateVariants> templates, Estate estate)
{
    private static readonly string[] BuildFolders = [".aws-sam/", ".serverless/"];

    private readonly Dictionary<(string Account, string Region, string Stack), (TemplateVariants Template, bool IsLikely)?> _byStack = [];

    // Asked about each API: gone through once.
    private readonly ILookup<(ApiKind Kind, string Name), WrittenApi> _byName =
        Written(templates).ToLookup(each => (each.Api.Kind, each.Api.Name));

    private readonly ILookup<string, WrittenApi> _byId = Written(templates)
        .Where(each => each.Template.Template.Language == "Terraform")
        .ToLookup(each => each.Api.Id, StringComparer.Ordinal);

    private readonly ILookup<(ApiKind Kind, string Name), Api> _deployed =
        estate.Scopes.SelectMany(scope => scope.KnownApis).ToLookup(api => (api.Kind, api.Name));

    /// <summary>What describes it; <see langword="null"/> where no template does.</summary>
    public TracedApi? Of(Scope scope, Api api) => StackTags.Of(api.Tags) is { } tags ? ByTags(scope, api, tags) : ById(api) ?? ByName(api);

    /// <summary>The template of a stack.</summary>
    public (TemplateVariants Template, bool IsLikely)? OfStack(Scope scope, string stack)
    {
        var key = (scope.Account, scope.Region, stack);
        if (!_byStack.TryGetValue(key, out var known))
        {
            _byStack[key] = known = Chosen(scope, stack);
        }

        return known;
    }

    private TracedApi? ByTags(Scope scope, Api api, StackTags tags)
    {
        if (OfStack(scope, tags.Stack) is not { } found)
        {
            return null;
        }

        var pointer = TemplateVariants.Apis(found.Template.First)
            .FirstOrDefault(each => each.Mapped.Resource?.Id == tags.LogicalId && each.Api.IsRest == api.IsRest)
            .Pointer;
        return pointer is null ? null : new(
            found.Template,
            pointer,
            found.IsLikely,
            $"by stack {Quote.Of(tags.Stack)} and logical id {Quote.Of(tags.LogicalId)} in its tags"
                + (found.IsLikely ? ", which is likely and not certain: other templates have the same ids" : ""));
    }

    // Of a plan and of a state: what is deployed already has its id there.
    private TracedApi? ById(Api api) => _byId[api.Id]
        .Select(each => new TracedApi(
            each.Template, each.Pointer, IsLikely: false, $"by its id and address {Quote.Of(each.Address)}"))
        .FirstOrDefault();

    private TracedApi? ByName(Api api)
    {
        var name = (api.Kind, api.Name);
        return api.Name.Length > 0 && _byName[name].Take(2).ToList() is [var only] && _deployed[name].Count() == 1
            ? new(only.Template, only.Pointer, IsLikely: true, "by its name, which is likely and not certain")
            : null;
    }

    private static IEnumerable<WrittenApi> Written(ImmutableArray<TemplateVariants> templates) => templates.SelectMany(template =>
        TemplateVariants.Apis(template.First)
            .Select(each => new WrittenApi(template, each.Pointer, each.Api, each.Mapped.Resource?.Path ?? "")));

    // Logical ids such as 'Api' are in many templates: the one that has most of the stack's is meant.
    private (TemplateVariants Template, bool IsLikely)? Chosen(Scope scope, string stack)
    {
        var apis = scope.KnownApis.Where(api => StackTags.Of(api.Tags)?.Stack == stack).ToList();
        var ids = apis.Select(api => api.Tags)
            .Concat(apis.SelectMany(api => api.Stages.ValueOr([])).Select(stage => stage.Tags))
            .Concat(scope.Domains.ValueOr([]).Select(domain => domain.Tags))
            .Concat(scope.UsagePlans.ValueOr([]).Select(plan => plan.Tags))
            .Concat(scope.ApiKeys.ValueOr([]).Select(key => key.Tags))
            .Concat(scope.VpcLinks.ValueOr([]).Select(link => link.Tags))
            .Select(StackTags.Of)
            .OfType<StackTags>()
            .Where(tags => tags.Stack == stack)
            .Select(tags => tags.LogicalId)
            .ToHashSet(StringComparer.Ordinal);
        var ranked = templates
            .Where(template => template.Template.Language != "Terraform" && (template.Template.StackName ?? stack) == stack)
            .Select(template => (Template: template, Likeness: Likeness.Of(template, stack, ids, apis)))
            .Where(each => each.Likeness.Ids > 0)
            .OrderByDescending(each => each.Likeness)
            .ToList();
        return ranked switch
        {
            [] => null,
            [var only] => (only.Template, IsLikely: !only.Likeness.IsCertain(ids.Count)),
            [var best, var second, ..] => (
                best.Template, IsLikely: !best.Likeness.IsCertain(ids.Count) || best.Likeness.CompareTo(second.Likeness) == 0),
        };
    }

    /// <summary>An API as a template describes it.</summary>
    private sealed record WrittenApi(TemplateVariants Template, string Pointer, Api Api, string Address);

    /// <summary>How much of a stack is in a template.</summary>
    private sealed record Likeness(bool HasName, int Ids, int Names, int Routes, bool IsWritten) : IComparable<Likeness>
    {
        public static Likeness Of(TemplateVariants template, string stack, HashSet<string> ids, List<Api> apis)
        {
            var written = TemplateVariants.Apis(template.First).Select(each => each.Api).ToList();
            var routes = written.SelectMany(api => api.Routes.ValueOr([])).Select(route => route.Key).ToHashSet(StringComparer.Ordinal);
            return new(
                template.Template.StackName == stack,
                ids.Count(template.Ids.Contains),
                apis.Count(api => written.Exists(other => other.Name == api.Name)),
                apis.SelectMany(api => api.Routes.ValueOr([])).Count(route => routes.Contains(route.Key)),
                !Array.Exists(BuildFolders, folder => template.Template.File.Contains(folder, StringComparison.Ordinal)));
        }

        /// <summary>Whether the stack's name is the template's, or all of its ids and some of its routes or names are in it.</summary>
        public bool IsCertain(int ids) => HasName || (Ids == ids && (Routes > 0 || Names > 0));

        public int CompareTo(Likeness? other) => other is null ? 1
            : (HasName, Ids, Names, Routes, IsWritten).CompareTo((other.HasName, other.Ids, other.Names, other.Routes, other.IsWritten));
    }
}
