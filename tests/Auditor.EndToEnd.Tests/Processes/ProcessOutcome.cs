namespace Auditor.EndToEnd.Tests.Processes;

/// <summary>What a process left behind.</summary>
public sealed record ProcessOutcome(int ExitCode, string StandardOutput, string StandardError)
{
    // A failed assertion prints this: everything one wants to read then.
    public override string ToString() =>
        $"exit code {ExitCode}\n--- standard output\n{StandardOutput}\n--- standard error\n{StandardError}";
}
