namespace Auditor.Cli;

/// <summary>
/// From which severity on findings make the exit code 1. The numbers are those of <see cref="Core.Metadata.Severity"/>, with "none" above
/// all.
/// </summary>
internal enum FailOn
{
    Low = Core.Metadata.Severity.Low,
    Medium = Core.Metadata.Severity.Medium,
    High = Core.Metadata.Severity.High,
    Critical = Core.Metadata.Severity.Critical,
    None,
}
