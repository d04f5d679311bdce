namespace Auditor.Cli.Tests.Support;

/// <summary>A clock that stands where the test sets it.</summary>
internal sealed class SetTime(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
