namespace Auditor.Storage;

/// <summary>A place in S3 cannot be used; the message is one sentence that says what to do.</summary>
public sealed class StorageException(string message) : Exception(message);
