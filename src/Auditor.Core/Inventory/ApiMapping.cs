namespace Auditor.Core.Inventory;

/// <summary>A path of a custom domain name that leads to a stage of an API.</summary>
public sealed record ApiMapping
{
    /// <summary>The path without slashes at its ends, possibly several levels; empty for the root.</summary>
    public string Key { get; init; } = "";

    /// <summary>
    /// The id by which commands name it; <see langword="null"/> where AWS told none, or an earlier version did not keep it.
    /// </summary>
    public string? Id { get; init; }

    public required string ApiId { get; init; }

    /// <summary>The stage; <see langword="null"/> when callers name it in the path.</summary>
    public string? Stage { get; init; }
}
