namespace Auditor.Cli.Exposures;

/// <summary>What <c>auditor explain-access --format json</c> writes, member for member.</summary>
internal sealed record AccessRecord(string Decision, string Because, IReadOnlyList<StepRecord> Steps);
