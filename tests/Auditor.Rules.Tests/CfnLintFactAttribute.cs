namespace Auditor.Rules.Tests;

/// <summary>A test that runs cfn-lint: left out where it is not installed, except in CI.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CfnLintFactAttribute : FactAttribute
{
    public CfnLintFactAttribute()
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        var installed = path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, "cfn-lint")) || File.Exists(Path.Combine(folder, "cfn-lint.exe")));
        if (!installed && Environment.GetEnvironmentVariable("CI") is not "true")
        {
            Skip = "cfn-lint is not on the PATH (pip install cfn-lint).";
        }
    }
}
