using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;

namespace Auditor.Rules;

/// <summary>Knows under which names CloudWatch counts requests to REST APIs, and which of them it counts together.</summary>
internal static class RequestMetrics
{
    private const int ListedDays = 14;

    /// <summary>How many days without a request make a thing unused.</summary>
    public static RuleOption<int> Window { get; } = RuleOption.WholeNumber("windowDays", "How many days without a request make it unused.", unlessSet: 30, least: 1, most: 455);

    /// <summary>Whether there was a request in the last days.</summary>
    /// <exception cref="UnknownFactException">They were counted over another time, and that does not tell.</exception>
    public static bool AnyRequest(Usage usage, int days) => usage switch
    {
        { AnyRequest: false } when usage.WindowDays < days => throw new UnknownFactException(new(
            $"Requests were counted over {usage.WindowDays} days only, and {Quote.Of(Window.Key)} asks for {days}: collect again with that setting.")),
        // What CloudWatch lists had requests in the last two weeks; what was counted may have had them at any time in the window.
        { AnyRequest: true, Requests: not null } when usage.WindowDays > days => throw new UnknownFactException(new(
            $"There were requests in the last {usage.WindowDays} days; whether any was in the last {days}, which {Quote.Of(Window.Key)} asks for, was not counted.")),
        { AnyRequest: true, Requests: null } when days < ListedDays => throw new UnknownFactException(new(
            $"There were requests in the last {ListedDays} days; whether any was in the last {days}, which {Quote.Of(Window.Key)} asks for, was not counted.")),
        _ => usage.AnyRequest,
    };

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
            : new Unknown($"CloudWatch counts requests to REST APIs by name, and API {Quote.Of(api.Id)} shares the name {Quote.Of(api.Name)} with API {Quote.Of(other.Id)}.");
    }

    /// <summary>The name by which a REST API is counted: what of its own is ASCII, or its id when nothing is.</summary>
    public static string NameOf(Api api)
    {
        var ascii = string.Concat(api.Name.Where(char.IsAscii));
        return ascii.Length == 0 ? api.Id : ascii;
    }
}
