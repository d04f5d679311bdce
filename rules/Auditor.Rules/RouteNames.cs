using System.Collections.Immutable;
using Auditor.Core.Text;

namespace Auditor.Rules;

/// <summary>Writes lists of routes into sentences: the first few by name, however many there are.</summary>
internal static class RouteNames
{
    private const int Named = 5;

    /// <summary><c>route 'GET /a'</c>, <c>routes 'GET /a' and 'GET /b'</c>, <c>8 routes ('GET /a', ... and 3 more)</c>.</summary>
    public static string Of(ImmutableArray<string> keys)
    {
        var noun = keys.Length == 1 ? "route" : "routes";
        return keys.Length <= Named
            ? $"{noun} {Quote.List(keys)}"
            : $"{keys.Length} routes ({string.Join(", ", keys.Take(Named).Select(Quote.Of))} and {keys.Length - Named} more)";
    }
}
