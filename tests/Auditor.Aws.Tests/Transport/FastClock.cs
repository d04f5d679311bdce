namespace Auditor.Aws.Tests.Transport;

/// <summary>A clock that runs many times faster than the real one, for what waits in parallel.</summary>
internal sealed class FastClock(double speed) : TimeProvider
{
    private readonly long _start = System.GetTimestamp();
    private readonly DateTimeOffset _began = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _began + TimeSpan.FromTicks(GetTimestamp());

    public override long GetTimestamp() => (long)(System.GetElapsedTime(_start).Ticks * speed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / speed : dueTime, period);
}
