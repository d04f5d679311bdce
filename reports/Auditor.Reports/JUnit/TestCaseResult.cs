namespace Auditor.Reports.JUnit;

/// <summary>What JUnit has for the outcome of a test case.</summary>
internal enum TestCaseResult
{
    Passed,
    Failed,
    Error,
    Skipped,
}
