namespace Auditor.Core.Inventory;

/// <summary>
/// A change of one member of a thing, as AWS Config recorded it. What it was changed to is kept only where that is yes or no: settings hold
/// secrets.
/// </summary>
public sealed record ConfigChange
{
    /// <summary>When it was recorded, which may be a day after it was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The member as AWS Config calls it: <c>webAclArn</c>.</summary>
    public required string Member { get; init; }

    /// <summary>What in the member changed, where it is one thing: <c>*/*.loggingLevel</c>.</summary>
    public string? Part { get; init; }

    public required ConfigChangeKind Kind { get; init; }

    /// <summary>What a switch was set to; <see langword="null"/> for everything else.</summary>
    public bool? To { get; init; }
}
