namespace Auditor.Aws.Permissions;

// An IAM policy, member for member.

internal sealed record PolicyRecord(string Version, IReadOnlyList<StatementRecord> Statement);

internal sealed record StatementRecord(string Effect, IReadOnlyList<string> Action, IReadOnlyList<string> Resource);
