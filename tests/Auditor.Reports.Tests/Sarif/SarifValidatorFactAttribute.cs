namespace Auditor.Reports.Tests.Sarif;

/// <summary>Skips where the validator is missing, except in CI, where that must not go unnoticed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SarifValidatorFactAttribute : FactAttribute
{
    public SarifValidatorFactAttribute()
    {
        if (!File.Exists(SarifValidator.Path) && !Repository.IsContinuousIntegration)
        {
            Skip = $"There is no {SarifValidator.Path}.";
        }
    }
}
