namespace Auditor.EndToEnd.Tests.Tools;

[AttributeUsage(AttributeTargets.Method)]
public sealed class SarifValidatorFactAttribute : FactAttribute
{
    public SarifValidatorFactAttribute() => Skip = Tool.SkipWithout(SarifValidator.Missing);
}
