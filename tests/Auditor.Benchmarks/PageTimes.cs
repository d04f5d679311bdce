namespace Auditor.Benchmarks;

/// <summary>What a page takes in a browser, in milliseconds; the first five since somebody opened it.</summary>
internal sealed record PageTimes
{
    /// <summary>Anything at all can be seen.</summary>
    public required double FirstPaint { get; init; }

    /// <summary>Text or a picture can be seen.</summary>
    public required double FirstContent { get; init; }

    /// <summary>The whole document has been read and painted.</summary>
    public required double Loaded { get; init; }

    /// <summary>The filter is there, and the page answers to it.</summary>
    public required double Interactive { get; init; }

    /// <summary>A search that somebody typed as soon as they could has been answered.</summary>
    public required double FirstSearch { get; init; }

    /// <summary>From a text to the next frame that is painted.</summary>
    public required double Search { get; init; }

    /// <summary>From a choice in a list to the next frame that is painted.</summary>
    public required double Facet { get; init; }

    /// <summary>From taking the choice back to the next frame that is painted.</summary>
    public required double Clear { get; init; }
}
