namespace Auditor.Reports.JUnit;

/// <summary>The test cases of a rule, or those about the scan itself.</summary>
internal sealed record TestSuite(string Name, IReadOnlyList<TestCase> Cases)
{
    /// <summary>How many things the rule looked at.</summary>
    public int? Looked { get; init; }
}
