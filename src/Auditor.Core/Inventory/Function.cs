namespace Auditor.Core.Inventory;

/// <summary>A Lambda function behind an API.</summary>
public sealed record Function
{
    /// <summary>Without a qualifier.</summary>
    public required string Arn { get; init; }

    /// <summary>The alias or version that was asked about; <see langword="null"/> for none.</summary>
    public string? Qualifier { get; init; }

    /// <summary>Who may invoke it, as JSON text; <see langword="null"/> when it has no policy.</summary>
    public Fact<string?> Policy { get; init; }
}
