namespace Auditor.Cli.Collecting;

/// <summary>A collection ended early, and what it had is kept; the message says where.</summary>
/// <param name="message">The message, where the place is known.</param>
/// <param name="path">The place.</param>
/// <param name="exitCode">How the command ends.</param>
internal sealed class InterruptedException(Func<string, string> message, string path, ExitCode exitCode) : Exception(message(path))
{
    public ExitCode ExitCode => exitCode;

    /// <summary>The same, once it is kept somewhere else.</summary>
    public InterruptedException KeptIn(string place) => new(message, place, exitCode);
}
