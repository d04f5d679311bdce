using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>What the fake AWS holds: accounts, their Regions, and in those APIs and everything around them.</summary>
public sealed record FakeEstate
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // Null is written: it is not the default of every member.
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public string Partition { get; init; } = "aws";

    public ImmutableArray<FakeAccount> Accounts { get; init; } = [new FakeAccount()];

    /// <summary>One account (123456789012) with these Regions.</summary>
    public static FakeEstate Of(params ImmutableArray<FakeRegion> regions) => new() { Accounts = [new FakeAccount { Regions = regions }] };

    /// <summary>One account, one Region (eu-west-1) with these REST APIs.</summary>
    public static FakeEstate Of(params ImmutableArray<FakeRestApi> restApis) => Of(new FakeRegion("eu-west-1") { RestApis = restApis });

    public static FakeEstate Parse(string json) =>
        JsonSerializer.Deserialize<FakeEstate>(json, Format) ?? throw new JsonException("The estate is null.");

    public static FakeEstate Load(string path) => Parse(File.ReadAllText(path));

    /// <summary>
    /// Members in the order of their names, so that the same estate is the same text: a dictionary has no order of its own.
    /// </summary>
    public string ToJson() => Sorted(JsonSerializer.SerializeToNode(this, Format))?.ToJsonString(Format) ?? "null";

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject item =>
            new JsonObject(item.OrderBy(member => member.Key, StringComparer.Ordinal)
                .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
