namespace Auditor.Cli.Tests.Support;

/// <summary>Needs a disk that can be full, which only root can make. In CI that must not go unnoticed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FullDiskFactAttribute : FactAttribute
{
    public FullDiskFactAttribute()
    {
        if (!Environment.IsPrivilegedProcess && Environment.GetEnvironmentVariable("CI") is not "true")
        {
            Skip = "Only root can mount a disk that is small enough to fill.";
        }
    }
}
