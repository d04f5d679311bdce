using Auditor.Core.Findings;
using Auditor.Core.Text;
using Auditor.Templates.Values;

namespace Auditor.Templates.Mapping;

/// <summary>The resource that a part of the inventory was made from.</summary>
/// <param name="Kind">Its kind, as <see cref="Judging.FindingPlaces"/> names it: <c>stage</c>, <c>route</c>.</param>
/// <param name="Resource">The resource that describes it; <see langword="null"/> for what stands in for something outside.</param>
internal sealed record MappedResource(string Kind, Resource? Resource)
{
    /// <summary>What of the resource describes it, where it is not the whole.</summary>
    public Value? Part { get; init; }

    /// <summary>The resources that decide about it: the integration of a route, the web ACL of a stage.</summary>
    public ImmutableDictionary<string, MappedResource> Related { get; init; } = [];

    /// <summary>Why it stands in for something that is not in the template; <see langword="null"/> for what is.</summary>
    public string? StandsIn { get; init; }

    /// <summary>Whether what it stands for belongs to the template and is only not known, so that questions about it stay open.</summary>
    public bool StaysOpen { get; init; }

    /// <summary>The name that findings know it by, as that of a stage.</summary>
    public string Name { get; init; } = "";

    /// <summary>Why an inventory cannot say what it is like: it stands in, or nothing but a stage's settings is described.</summary>
    public string? NotInTemplate => StandsIn ?? (Resource is { HasOnlySettings: true }
        ? $"Nothing but the settings of stage {Quote.Of(Name)} is in the template."
        : null);

    public Value? Properties => Part ?? Resource?.Properties;

    public SourcePlace? Place => Part?.Place ?? Resource?.Place;
}
