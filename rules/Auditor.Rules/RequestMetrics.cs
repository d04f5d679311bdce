using Auditor.Core.Inventory;
using Auditor.Core.Text;

namespace Auditor.Rules;

/// <summary>Knows under which names CloudWatch counts requests to REST APIs, and which of them it counts together.</summary>
internal static class RequestMetrics
{
    /// <summary>
    /// Why the requests of a REST API cannot be told from another's; <see langword="null"/> when they can. CloudWatch counts REST APIs by
    /// their name, which need not be unique, and leaves out of it what is not ASCII.
    /// </summary>
    public static Unknown? Mixed(Scope scope, Api api, Func<Api, bool>? among = null)
    {
        if (!api.IsRest)
        {
            return null;
        }

        var name = NameOf(api);
        var other = scope.RestApis.ValueOr([])
            .FirstOrDefault(other => other.Id != api.Id && NameOf(other) == name && (among is null || among(other)));
        return other is null
            ? null
            : new Unknown($"CloudWatch counts requests to REST APIs by name, and API {Quote.Of(api.Id)} shares the name "
                + $"{Quote.Of(api.Name)} with API {Quote.Of(other.Id)}.");
    }

    /// <summary>The name by which a REST API is counted: what of its own is ASCII, or its id when nothing is.</summary>
    public static string NameOf(Api api)
    {
        var ascii = string.Concat(api.Name.Where(char.IsAscii));
        return ascii.Length == 0 ? api.Id : ascii;
    }
}
