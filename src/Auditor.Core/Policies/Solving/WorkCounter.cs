namespace Auditor.Core.Policies.Solving;

/// <summary>Counts steps from several threads.</summary>
internal sealed class WorkCounter
{
    private long _steps;

    public long Steps => Interlocked.Read(ref _steps);

    public void Add(int steps) => Interlocked.Add(ref _steps, steps);
}
