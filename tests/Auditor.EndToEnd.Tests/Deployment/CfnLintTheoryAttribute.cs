using Auditor.EndToEnd.Tests.Tools;

namespace Auditor.EndToEnd.Tests.Deployment;

[AttributeUsage(AttributeTargets.Method)]
public sealed class CfnLintTheoryAttribute : TheoryAttribute
{
    public CfnLintTheoryAttribute() => Skip = Tool.SkipWithout(Tool.Missing("cfn-lint"));
}
