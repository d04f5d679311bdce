namespace Auditor.Aws.Recordings;

/// <summary>Everything that AWS answered in one run, without secrets.</summary>
public sealed record Recording
{
    public required RecordingHead Head { get; init; }

    public ImmutableArray<RecordedAnswer> Answers { get; init; } = [];

    public ImmutableArray<RecordedHost> Hosts { get; init; } = [];

    public ImmutableArray<RecordedRefusal> Refusals { get; init; } = [];
}
