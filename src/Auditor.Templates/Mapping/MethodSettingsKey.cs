using Auditor.Core.Inventory;

namespace Auditor.Templates.Mapping;

/// <summary>Reads what <c>MethodSettings</c> are for.</summary>
internal static class MethodSettingsKey
{
    /// <summary>
    /// A settings key, <c>GET /orders</c>, from <c>/~1orders</c> and <c>GET</c>; <see cref="RouteSettings.DefaultKey"/> for all methods.
    /// </summary>
    public static string Of(string? path, string? verb)
    {
        var plain = (path ?? "/*").TrimStart('/').Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        return (plain, verb ?? "*") switch
        {
            ("*", "*") => RouteSettings.DefaultKey,
            ("*", var only) => $"{only} /*",
            var (one, method) => $"{method} {(one.StartsWith('/') ? one : $"/{one}")}",
        };
    }
}
