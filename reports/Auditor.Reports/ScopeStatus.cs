using Auditor.Core.Inventory;

namespace Auditor.Reports;

/// <summary>Says how much of an account and Region was read.</summary>
internal static class ScopeStatus
{
    public const string Complete = "complete";
    public const string Partial = "partial";
    public const string Unreadable = "unreadable";

    /// <summary>Closed on purpose: nobody misses it.</summary>
    public const string Closed = "closed";

    public static string Of(Scope scope) =>
        scope.ClosedBy is not null ? Closed : IsUnreadable(scope) ? Unreadable : IsPartial(scope) ? Partial : Complete;

    /// <summary>Whether not even the APIs could be listed.</summary>
    public static bool IsUnreadable(Scope scope) =>
        scope.ClosedBy is null && !scope.RestApis.IsKnown && !scope.HttpAndWebSocketApis.IsKnown;

    private static bool IsPartial(Scope scope) => scope.Gaps is not []
        || !scope.RestApis.IsKnown
            || !scope.HttpAndWebSocketApis.IsKnown
            || scope.MoreRestApis is not null
            || scope.MoreHttpAndWebSocketApis is not null;
}
