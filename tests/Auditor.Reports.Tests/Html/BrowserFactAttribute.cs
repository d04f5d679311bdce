namespace Auditor.Reports.Tests.Html;

/// <summary>Skips where there is no Chromium, except in CI, where that must not go unnoticed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (!File.Exists(Browser.ExecutablePath) && !Repository.IsContinuousIntegration)
        {
            Skip = $"There is no {Browser.ExecutablePath}.";
        }
    }
}
