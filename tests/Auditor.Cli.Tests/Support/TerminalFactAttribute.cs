namespace Auditor.Cli.Tests.Support;

/// <summary>Needs a terminal, which util-linux's "script" makes. In CI that must not go unnoticed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TerminalFactAttribute : FactAttribute
{
    public TerminalFactAttribute()
    {
        if (!File.Exists("/usr/bin/script") && Environment.GetEnvironmentVariable("CI") is not "true")
        {
            Skip = "There is no 'script' (util-linux) to make a terminal.";
        }
    }
}
