namespace Auditor.Cli.Tests.Support;

/// <summary>Skipped where a program is not installed, also in CI: bash stands for all shells there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class InstalledTheoryAttribute : TheoryAttribute
{
    public InstalledTheoryAttribute(string program) =>
        Skip = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)))
            ? null
            : $"'{program}' is not on the PATH.";
}
