namespace Auditor.Reports.Ocsf;

/// <summary>OCSF's compliance status, by its numbers and names.</summary>
internal enum ComplianceOutcome
{
    Pass = 1,
    Warning = 2,
    Fail = 3,
}
