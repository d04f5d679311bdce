namespace Auditor.Demo;

/// <summary>A clock that starts when Acme's nightly scan does, and goes on from there.</summary>
internal sealed class ScanClock(DateTimeOffset start, TimeProvider time) : TimeProvider
{
    private readonly TimeSpan _ahead = start - time.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + _ahead;
}
