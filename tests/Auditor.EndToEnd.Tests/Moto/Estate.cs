using System.Text.Json;

namespace Auditor.EndToEnd.Tests.Moto;

/// <summary>What seed.py made: the ids that moto gave, by the names that expected.json uses.</summary>
public sealed class Estate(JsonElement summary)
{
    public string Account => Text("account");

    public string Region => Text("region");

    /// <summary>A name that no command carries as it stands.</summary>
    public string RightToLeftName => $"{summary.GetProperty("names").GetProperty("rightToLeft")}";

    public IReadOnlyDictionary<string, string> RestApis => Names("restApis");

    public IReadOnlyDictionary<string, string> HttpApis => Names("httpApis");

    public IReadOnlyDictionary<string, string> WebSocketApis => Names("webSocketApis");

    public IReadOnlyDictionary<string, string> UsagePlans => Names("usagePlans");

    /// <summary>
    /// How expected.json writes the things that are no API: '/domainnames/x', '/usageplans/{x}', ':policy/x', ':role/x' ...
    /// </summary>
    public IEnumerable<string> ResourceEndings =>
    [
        .. summary.GetProperty("domains").EnumerateArray().Select(name => $"/domainnames/{name.GetString()}"),
        .. UsagePlans.Keys.Select(name => $"/usageplans/{{{name}}}"),
        .. new[] { "policies", "roles", "users", "groups" }
            .SelectMany(member => Names(member).Values)
            .Select(arn => arn[arn.LastIndexOf(':')..]),
    ];

    private string Text(string member) => summary.GetProperty(member).GetString().ShouldNotBeNull();

    private Dictionary<string, string> Names(string member) => summary.GetProperty(member).EnumerateObject()
        .ToDictionary(entry => entry.Name, entry => entry.Value.GetString().ShouldNotBeNull(), StringComparer.Ordinal);
}
