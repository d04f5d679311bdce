namespace Auditor.Core.Identity;

/// <summary>A statement and the number that tells it from others.</summary>
internal sealed record PooledStatement(int Number, JudgedStatement Statement);
