namespace Auditor.Core.Inventory;

/// <summary>Stands in for a value that could not be read.</summary>
/// <param name="Because">One sentence that says why, as it is shown to people.</param>
public sealed record Unknown(string Because)
{
    /// <summary>What a value is when no collector wrote it.</summary>
    public static Unknown NotCollected { get; } = new(
        "It is not in the inventory, which was made without it or by an earlier version: collect it again.");

    /// <summary>The <see cref="Code"/> of what stands outside of the template that is judged.</summary>
    public const string OutsideTemplates = "OutsideTemplates";

    /// <summary>What earlier versions wrote for <see cref="NotCollected"/>.</summary>
    private const string NotCollectedBefore = "It was not collected.";

    /// <summary>The reason as this version words it.</summary>
    internal static Unknown AsRead(Unknown? unknown) =>
        unknown is null or { Because: NotCollectedBefore, Operation: null } ? NotCollected : unknown;

    /// <summary>The operation that should have answered, <c>apigateway:GetStages</c>.</summary>
    public string? Operation { get; init; }

    /// <summary>The error code it answered instead, <c>AccessDeniedException</c>.</summary>
    public string? Code { get; init; }
}
