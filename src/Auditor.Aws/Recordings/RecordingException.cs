namespace Auditor.Aws.Recordings;

/// <summary>A folder that holds no recording, or a broken one.</summary>
public sealed class RecordingException(string message) : Exception(message);
