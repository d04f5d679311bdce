namespace Auditor.Cli.Collecting;

/// <summary>A collection ended early, and what it had is kept; the message says where.</summary>
#pragma warning disable CA1032 // Made only with a message for people.
internal sealed class InterruptedException(string message, ExitCode exitCode) : Exception(message)
#pragma warning restore CA1032
{
    public ExitCode ExitCode => exitCode;
}
