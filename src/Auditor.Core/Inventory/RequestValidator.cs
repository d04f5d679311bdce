namespace Auditor.Core.Inventory;

/// <summary>What a REST API checks of a request before it calls the backend, where a method names it.</summary>
public sealed record RequestValidator
{
    public required string Id { get; init; }

    public bool ValidatesBody { get; init; }

    public bool ValidatesParameters { get; init; }
}
