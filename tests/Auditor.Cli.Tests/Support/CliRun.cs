namespace Auditor.Cli.Tests.Support;

/// <summary>What a run of the command left.</summary>
internal sealed record CliRun(ExitCode ExitCode, string Output, string Error)
{
    /// <summary>The last line of the results.</summary>
    public string LastLine => Output.TrimEnd('\n').Split('\n')[^1];

    public void ShouldRefuse(params string[] parts)
    {
        ExitCode.ShouldBe(ExitCode.Usage, Error);
        Output.ShouldBeEmpty();
        Error.ShouldStartWith("error: ");
        Error.ShouldNotContain("   at ", Case.Sensitive, "A stack trace is no message");
        foreach (var part in parts)
        {
            Error.ShouldContain(part, Case.Sensitive);
        }
    }
}
