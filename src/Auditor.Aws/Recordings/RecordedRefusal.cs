namespace Auditor.Aws.Recordings;

/// <summary>A role that could not be assumed. Where one could, nothing is kept: the answer is credentials.</summary>
public sealed record RecordedRefusal(string Role, int Status, string Code, string Message);
