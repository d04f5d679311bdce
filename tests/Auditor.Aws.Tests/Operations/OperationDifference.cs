namespace Auditor.Aws.Tests.Operations;

/// <summary>Where a declared operation differs from the one that AWS describes.</summary>
/// <param name="Text">What AWS says.</param>
/// <param name="Member">The member of a record that the answer lacks; another answer that is read into the same record may have it.</param>
internal sealed record OperationDifference(string Text, string? Member = null);
