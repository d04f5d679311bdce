namespace Auditor.Reports.Tests.Html;

/// <summary>Runs only where somebody asks for it with <c>AUDITOR_MEASURE=1</c>, on a machine that does nothing else: what it says depends on that.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MeasurementFactAttribute : FactAttribute
{
    public MeasurementFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("AUDITOR_MEASURE") is not "1" || !File.Exists(Browser.ExecutablePath))
        {
            Skip = "AUDITOR_MEASURE=1 measures.";
        }
    }
}
