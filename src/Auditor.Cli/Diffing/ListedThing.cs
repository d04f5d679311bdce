using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor.Core.Text;

namespace Auditor.Cli.Diffing;

/// <summary>One of the things in a list of an inventory, which is known by its name or id whatever else becomes of it.</summary>
/// <param name="Identity">What tells it from the others.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Members">What is said of it.</param>
internal sealed record ListedThing(string Identity, string Title, JsonObject Members)
{
    private static readonly ImmutableArray<string> IdentityNames = ["id", "key", "arn", "name", "type", "host"];

    /// <summary>The things in a list; <see langword="null"/> when they cannot be told apart by a name, as texts cannot.</summary>
    public static ImmutableArray<ListedThing>? Of(string list, JsonArray items)
    {
        var things = items.Select(item => item is JsonObject members && IdentityOf(list, members) is { } identity
            ? new ListedThing(identity, TitleOf(list, members, identity), members)
            : null).OfType<ListedThing>().ToImmutableArray();
        return things.Length == items.Count
            && things.Select(thing => thing.Identity).Distinct(StringComparer.Ordinal).Count() == things.Length
            ? things
            : null;
    }

    private static string? IdentityOf(string list, JsonObject members) => list switch
    {
        "domains" => $"{TextOf(members, "name")}+{TextOf(members, "domainNameId")}",
        "functions" => $"{TextOf(members, "arn")}:{TextOf(members, "qualifier")}",
        // Of a usage plan.
        "stages" when TextOf(members, "apiId") is { } api => $"{api}/{TextOf(members, "stage")}",
        _ => IdentityNames.Select(name => TextOf(members, name)).FirstOrDefault(text => text is not null),
    };

    private static string TitleOf(string list, JsonObject members, string identity) => list switch
    {
        "restApis" or "httpAndWebSocketApis" => $"API {Quoted(members, "name")} ({identity})",
        "stages" when TextOf(members, "apiId") is null => $"stage {Quoted(members, "name")}",
        "routes" => $"route {Quoted(members, "key")}",
        "deployed" => $"deployed route {Quoted(members, "key")}",
        "authorizers" => $"authorizer {Quoted(members, "name")} ({identity})",
        "domains" => $"domain name {Quoted(members, "name")}",
        "usagePlans" => $"usage plan {Quote.Of(TextOf(members, "name") ?? identity)}",
        _ => $"{list} {Quote.Of(identity)}",
    };

    private static string Quoted(JsonObject members, string name) => Quote.Of(TextOf(members, name) ?? "");

    private static string? TextOf(JsonObject members, string name) =>
        members[name] is JsonValue value && value.GetValueKind() is JsonValueKind.String ? value.GetValue<string>() : null;
}
