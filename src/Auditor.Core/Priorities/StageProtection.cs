using System.Globalization;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Throttling;

namespace Auditor.Core.Priorities;

/// <summary>Tells what stands in front of a stage: a web ACL, a limit on requests of its own.</summary>
internal static class StageProtection
{
    private const int Neither = 100;
    private const int Throttle = 98;
    private const int WebAcl = 94;
    private const int Both = 92;

    /// <param name="scope">The account and Region.</param>
    /// <param name="api">The API.</param>
    /// <param name="stage">One of its stages; <see langword="null"/> where it has none.</param>
    /// <param name="routeKey">The route; <see langword="null"/> for all that have no settings of their own.</param>
    public static PriorityReason Of(Scope scope, Api api, Stage? stage, string? routeKey)
    {
        var rate = stage is null ? null : RouteLimit.Of(api, stage, routeKey ?? RouteSettings.DefaultKey).Rate;
        var most = AccountLimit.Of(scope).Rate;
        var limit = rate == 0 ? "a limit that refuses every request"
            : rate < most ? string.Create(CultureInfo.InvariantCulture, $"at most {rate:#,0.##} requests a second")
            : null;
        return (stage?.WebAclArn, limit) switch
        {
            ({ }, { }) => Reason(Both, $"a web ACL in front, {limit}"),
            ({ }, null) => Reason(WebAcl, "a web ACL in front"),
            (null, { }) => Reason(Throttle, api.IsRest ? $"no web ACL in front, {limit}" : limit),
            _ =>
                Reason(
                    Neither,
                    api.IsRest ? "no web ACL and no limit on requests of its own in front" : "no limit on requests of its own in front"),
        };
    }

    private static PriorityReason Reason(int percent, string text) => new(PriorityFactor.Protection, percent, text);
}
