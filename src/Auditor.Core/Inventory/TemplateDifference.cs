namespace Auditor.Core.Inventory;

/// <summary>Something that callers meet otherwise than the template says that made it.</summary>
public sealed record TemplateDifference
{
    /// <summary>The stage that serves it so; <see langword="null"/> for what all stages have in common.</summary>
    public string? Stage { get; init; }

    /// <summary>The route key; <see langword="null"/> for what is no matter of one route.</summary>
    public string? Route { get; init; }

    /// <summary>What it is in the words of templates, <c>AuthorizationType</c>.</summary>
    public required string What { get; init; }

    /// <summary>What the template says.</summary>
    public required string Template { get; init; }

    /// <summary>What is deployed.</summary>
    public required string Deployed { get; init; }

    /// <summary>The template.</summary>
    public required string File { get; init; }

    /// <summary>The line in it, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Whether the template is only likely the one that made it.</summary>
    public bool IsLikely { get; init; }
}
