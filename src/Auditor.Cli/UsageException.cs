namespace Auditor.Cli;

/// <summary>What the user asked for cannot be done; the message is one clear sentence.</summary>
#pragma warning disable CA1032 // Made only with a message for people.
internal sealed class UsageException(string message) : Exception(message);
#pragma warning restore CA1032
