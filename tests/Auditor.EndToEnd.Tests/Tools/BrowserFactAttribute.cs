namespace Auditor.EndToEnd.Tests.Tools;

[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Tool.SkipWithout(Chromium.Missing);
}
