namespace Auditor.Core.Subjects;

/// <summary>What a thing is called, from run to run, in findings and reports.</summary>
public sealed record ResourceIdentity
{
    /// <summary>Twelve digits.</summary>
    public required string Account { get; init; }

    /// <summary>The Region; <see langword="null"/> for what has none (IAM).</summary>
    public string? Region { get; init; }

    /// <summary>The ARN of the thing; of a route, that of its API.</summary>
    public required string Arn { get; init; }

    public string? ApiId { get; init; }

    public string? ApiName { get; init; }

    public string? Stage { get; init; }

    /// <summary>The route key.</summary>
    public string? Route { get; init; }
}
