namespace Auditor.Testing.Snapshots;

/// <summary>Output differs from what was approved.</summary>
#pragma warning disable CA1032 // Made only with a message.
public sealed class SnapshotException(string message) : Exception(message);
#pragma warning restore CA1032
