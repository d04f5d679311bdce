using Auditor.Core.Rules;

namespace Auditor.Reports;

/// <summary>Counts the routes that anyone on the internet can call without credentials.</summary>
internal static class OpenRoutes
{
    /// <summary>Of all accounts and Regions.</summary>
    public static int In(AuditResult result) => result.Estate.Scopes.Sum(scope =>
    {
        var open = result.Exposure.OpenRoutesOf(scope);
        result.Exposure.Leave(scope);
        return open;
    });
}
