namespace Auditor.Core.Inventory;

/// <summary>Stands in for a value that could not be read.</summary>
/// <param name="Because">One sentence that says why, as it is shown to people.</param>
public sealed record Unknown(string Because)
{
    /// <summary>What a value is when no collector wrote it.</summary>
    public static Unknown NotCollected { get; } = new("It was not collected.");

    /// <summary>The operation that should have answered, <c>apigateway:GetStages</c>.</summary>
    public string? Operation { get; init; }

    /// <summary>The error code it answered instead, <c>AccessDeniedException</c>.</summary>
    public string? Code { get; init; }
}
