using System.Collections.Immutable;
using System.Text;
using Auditor.Testing.FakeAws.Estate;

namespace Auditor.Testing.FakeAws.Protocol;

/// <summary>A request as it came, and who sent it.</summary>
internal sealed record FakeRequest(string Method, string RawTarget, ImmutableDictionary<string, string> Headers, byte[] Body)
{
    private string? _text;

    public string RawPath { get; } = RawTarget.Split('?', 2)[0];

    public string RawQuery { get; } = RawTarget.Split('?', 2) is [_, var query] ? query : "";

    /// <summary>Decoded, without the leading empty one.</summary>
    public ImmutableArray<string> Segments { get; } = [.. RawTarget.Split('?', 2)[0].Split('/').Skip(1).Select(Uri.UnescapeDataString)];

    public ImmutableArray<(string Name, string Value)> Query { get; } = ParsePairs(
        RawTarget.Split('?', 2) is [_, var query] ? query : "", plusIsSpace: false);

    /// <summary>What the operation's template captured.</summary>
    public ImmutableDictionary<string, string> Path { get; init; } = [];

    public required DateTimeOffset Now { get; init; }

    public required string Partition { get; init; }

    /// <summary>China's names end differently (aws-facts.md A.1).</summary>
    public string DnsSuffix => Partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";

    public required FakeAccount Account { get; init; }

    public required FakeRegion Region { get; init; }

    public required FakePrincipal Principal { get; init; }

    public string Text => _text ??= Encoding.UTF8.GetString(Body);

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public string? QueryValue(string name) => Query.Where(pair => pair.Name == name).Select(pair => pair.Value).FirstOrDefault();

    public static ImmutableArray<(string Name, string Value)> ParsePairs(string text, bool plusIsSpace) =>
    [
        .. text.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => (Decode(pair[0], plusIsSpace), pair.Length == 2 ? Decode(pair[1], plusIsSpace) : "")),
    ];

    private static string Decode(string text, bool plusIsSpace) => Uri.UnescapeDataString(plusIsSpace ? text.Replace('+', ' ') : text);
}
