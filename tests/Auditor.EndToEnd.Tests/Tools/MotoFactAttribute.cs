using Auditor.EndToEnd.Tests.Moto;

namespace Auditor.EndToEnd.Tests.Tools;

[AttributeUsage(AttributeTargets.Method)]
public sealed class MotoFactAttribute : FactAttribute
{
    public MotoFactAttribute() => Skip = Tool.SkipWithout(MotoProcess.Missing);
}
