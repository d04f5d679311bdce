namespace Auditor.Cli.Collecting;

/// <summary>A collection ended early, and what it had is kept; the message says where.</summary>
internal sealed class InterruptedException(string message, ExitCode exitCode) : Exception(message)
{
    public ExitCode ExitCode => exitCode;
}
