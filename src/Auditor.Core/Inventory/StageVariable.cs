namespace Auditor.Core.Inventory;

/// <summary>A stage variable.</summary>
public sealed record StageVariable
{
    public required string Name { get; init; }

    /// <summary>The value; <see langword="null"/> when it looked like a secret and was therefore not stored.</summary>
    public string? Value { get; init; }

    /// <summary>Whether the value was left out because it looks like a secret.</summary>
    public bool Redacted { get; init; }
}
