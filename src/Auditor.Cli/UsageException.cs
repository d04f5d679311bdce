namespace Auditor.Cli;

/// <summary>What the user asked for cannot be done; the message is one clear sentence.</summary>
internal sealed class UsageException(string message) : Exception(message);
