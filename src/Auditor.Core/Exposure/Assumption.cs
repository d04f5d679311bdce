namespace Auditor.Core.Exposure;

/// <summary>Something that AWS gives no way to know, and what verdicts take it for. It is no gap: nobody could read it.</summary>
public sealed record Assumption
{
    /// <summary>Twelve digits.</summary>
    public required string Account { get; init; }

    public required string Region { get; init; }

    /// <summary>The ARN of the API; <see langword="null"/> where it is about the whole Region.</summary>
    public string? Resource { get; init; }

    public string? ApiName { get; init; }

    public string? Stage { get; init; }

    /// <summary>What was assumed, as a sentence.</summary>
    public required string Assumed { get; init; }

    /// <summary>Why it cannot be known, as a sentence.</summary>
    public required string Because { get; init; }

    /// <summary>What would settle it, as a sentence.</summary>
    public required string SettledBy { get; init; }

    /// <summary>All three sentences.</summary>
    public string Text => $"{Assumed} {Because} {SettledBy}";
}
