namespace Auditor.Core.Metadata;

/// <summary>How bad a finding is.</summary>
public enum Severity
{
    Low,
    Medium,
    High,
    Critical,
}
