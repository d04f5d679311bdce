using Auditor.EndToEnd.Tests.Tools;

namespace Auditor.EndToEnd.Tests.Deployment;

[AttributeUsage(AttributeTargets.Method)]
public sealed class NpmFactAttribute : FactAttribute
{
    public NpmFactAttribute() => Skip = Tool.SkipWithout(Tool.Missing("npm"));
}
