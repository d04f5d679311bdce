namespace Auditor.Testing.Snapshots;

/// <summary>Output differs from what was approved.</summary>
public sealed class SnapshotException(string message) : Exception(message);
