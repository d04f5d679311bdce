using System.Globalization;
using Auditor.Core.Inventory;

namespace Auditor.Core.Throttling;

/// <summary>The limit on requests that a stage sets for one of its routes.</summary>
/// <param name="Rate">Requests per second; <see langword="null"/> when not set.</param>
/// <param name="Burst">Requests at once; <see langword="null"/> when not set.</param>
public sealed record RouteLimit(double? Rate, double? Burst)
{
    /// <summary>
    /// The limit in force. Settings of a REST method replace those of the stage as a whole; a route of an HTTP or WebSocket API takes from
    /// the stage what it does not set.
    /// </summary>
    public static RouteLimit Of(Api api, Stage stage, string key)
    {
        var (own, all) = (stage.SettingsOf(key), stage.DefaultSettings);
        return api.IsRest
            ? new((own ?? all)?.ThrottlingRate, (own ?? all)?.ThrottlingBurst)
            : new(own?.ThrottlingRate ?? all?.ThrottlingRate, own?.ThrottlingBurst ?? all?.ThrottlingBurst);
    }

    /// <summary>What somebody wrote down; the limit in force is another where a member is not set.</summary>
    public static RouteLimit Of(RouteSettings settings) => new(settings.ThrottlingRate, settings.ThrottlingBurst);

    /// <summary>Whether every request is answered with 429: no request a second, or none at once, is allowed.</summary>
    public bool RefusesAll => Rate is 0 || Burst is 0;

    /// <summary>
    /// What refuses every request to a route, however it comes, as the end of a sentence; <see langword="null"/> where something gets
    /// through. Messages of a WebSocket API need a connection, which the limit of <c>$connect</c> may refuse. Of REST APIs it is not
    /// documented what 0 does.
    /// </summary>
    public static string? WhyNone(Api api, Stage stage, string key) => api.IsRest ? null
        : Of(api, stage, key).RefusesAll ? "the limit on requests is 0, and each is answered with 429"
        : api.Kind is ApiKind.WebSocket && Of(api, stage, "$connect").RefusesAll
            ? "the limit on connections is 0, and each is answered with 429"
        : null;

    /// <summary>For evidence.</summary>
    public override string ToString() => (Rate, Burst) is (null, null)
        ? "none"
        : $"{Text(Rate)} requests per second, burst {Text(Burst)}";

    private static string Text(double? limit) => limit?.ToString(CultureInfo.InvariantCulture) ?? "not set";
}
