namespace Auditor.Cli;

/// <summary>From which severity on findings make the exit code 1. The numbers are those of <see cref="Core.Rules.Severity"/>, with "none" above all.</summary>
internal enum FailOn
{
    Low = Core.Rules.Severity.Low,
    Medium = Core.Rules.Severity.Medium,
    High = Core.Rules.Severity.High,
    Critical = Core.Rules.Severity.Critical,
    None,
}
