namespace Auditor.Cli.Tests.Support;

/// <summary>The system's time, except that one wait ends when the test says so.</summary>
internal sealed class HeldTime(TimeSpan held) : TimeProvider
{
    private Action _end = () => throw new InvalidOperationException($"Nobody waits for {held}.");

    public void End() => _end();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != held)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        _end = () => callback(state);
        return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
