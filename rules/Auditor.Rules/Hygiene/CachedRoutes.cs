using System.Collections.Immutable;
using Auditor.Core.Inventory;

namespace Auditor.Rules.Hygiene;

/// <summary>Writes down which routes cache settings are for.</summary>
internal static class CachedRoutes
{
    /// <summary><c>all methods without settings of their own</c>, <c>route 'GET /a'</c>, or both.</summary>
    public static string Of(ImmutableArray<string> keys)
    {
        var named = keys.Remove(RouteSettings.DefaultKey);
        return (named.Length == keys.Length, named) switch
        {
            (true, _) => RouteNames.Of(named),
            (false, []) => "all methods without settings of their own",
            _ => $"{RouteNames.Of(named)} and all methods without settings of their own",
        };
    }
}
