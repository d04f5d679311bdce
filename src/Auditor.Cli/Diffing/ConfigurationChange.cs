namespace Auditor.Cli.Diffing;

/// <summary>A difference between two inventories.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Account">Where.</param>
/// <param name="Region">Where; <see langword="null"/> for what has no Region.</param>
/// <param name="Thing">What it happened to: <c>API 'orders' (a1b2c3) / stage 'prod'</c>.</param>
internal sealed record ConfigurationChange(ChangeKind Kind, string Account, string? Region, string Thing)
{
    /// <summary>The property, as the inventory names it; <see langword="null"/> when the thing itself came or went.</summary>
    public string? Property { get; init; }

    public string? Before { get; init; }

    public string? After { get; init; }
}
