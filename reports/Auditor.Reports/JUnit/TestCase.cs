namespace Auditor.Reports.JUnit;

/// <summary>A test case; all its text is already visible text.</summary>
internal sealed record TestCase(string ClassName, string Name, TestCaseResult Result)
{
    public string Type { get; init; } = "";

    public string Message { get; init; } = "";

    /// <summary>Several lines; the message stands in where it is empty.</summary>
    public string Text { get; init; } = "";
}
