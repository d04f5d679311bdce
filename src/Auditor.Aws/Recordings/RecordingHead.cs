namespace Auditor.Aws.Recordings;

/// <summary>What was read, so that the same is read again.</summary>
public sealed record RecordingHead
{
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    /// <summary>The version of Auditor that recorded.</summary>
    public string? Tool { get; init; }

    /// <summary>When the reading began: it begins then again when it is replayed.</summary>
    public required DateTimeOffset CollectedAt { get; init; }

    /// <summary>What the rules of the run needed.</summary>
    public required string Needs { get; init; }

    /// <summary>The Region that was asked first.</summary>
    public string? Home { get; init; }

    /// <summary>The Regions that somebody named; empty for the first one.</summary>
    public ImmutableArray<string> Regions { get; init; } = [];

    /// <summary>The roles that read; empty for the identity that the command ran with.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];

    public string? OrganizationRole { get; init; }

    /// <summary><c>1/4</c> where only a part of the accounts was read.</summary>
    public string? Shard { get; init; }

    public ImmutableArray<string> ClosedRegions { get; init; } = [];

    public string? WorkingCopies { get; init; }

    public int UsageWindowDays { get; init; }

    /// <summary>Whether names, ids and hosts are not the real ones.</summary>
    public bool IsAnonymized { get; init; }
}
