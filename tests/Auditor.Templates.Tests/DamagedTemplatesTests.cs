using System.Text;
using System.Text.RegularExpressions;

namespace Auditor.Templates.Tests;

/// <summary>
/// Every file of the samples and fixtures, damaged in each of these ways with a seed of its own: it is read or there is a sentence with its
/// name, nothing is thrown, and the file beside it is judged as if it were alone.
/// </summary>
[Trait("Category", "Exhaustive")]
public sealed partial class DamagedTemplatesTests
{
    private const int TimesEach = 3;

    private const string Beside = """
        Resources:
          Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: beside } }
          Method:
            Type: AWS::ApiGateway::Method
            Properties: { RestApiId: !Ref Api, ResourceId: !GetAtt Api.RootResourceId, HttpMethod: GET, AuthorizationType: NONE }
        """;

    private static readonly Dictionary<string, Func<byte[], Random, byte[]>> Damages = new(StringComparer.Ordinal)
    {
        ["cut off"] = (bytes, random) => bytes[..random.Next(bytes.Length)],
        ["a byte changed"] = (bytes, random) => With(bytes, copy => copy[random.Next(copy.Length)] = (byte)random.Next(256)),
        ["a line left out"] = (bytes, random) => Lines(bytes, lines => lines.RemoveAt(random.Next(lines.Count))),
        ["a line twice"] = (bytes, random) => Lines(bytes, lines => Repeat(lines, random.Next(lines.Count))),
        ["two lines exchanged"] = (bytes, random) => Lines(bytes, lines => Exchange(lines, random)),
        ["lines moved in"] = (bytes, random) => Lines(bytes, lines => Indent(lines, random)),
        ["a value of another kind"] = (bytes, random) => Value(bytes, random),
        ["with CRLF"] = (bytes, _) => Encoding.UTF8.GetBytes(Text(bytes).ReplaceLineEndings("\r\n")),
        ["with a byte order mark"] = (bytes, _) => [.. Encoding.UTF8.Preamble, .. bytes],
        ["in UTF-16"] = (bytes, _) => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Text(bytes))],
        ["with binary in it"] = (bytes, random) =>
            [.. bytes[..(bytes.Length / 2)], 0, 0xFF, 0xFE, (byte)random.Next(256), .. bytes[(bytes.Length / 2)..]],
        ["nested deep"] = (bytes, _) => [.. bytes, .. Encoding.UTF8.GetBytes("\nDeep: " + new string('[', 5_000))],
    };

    private static readonly string[] Values =
    [
        "", "~", "[]", "{}", "[[[]]]", "true", "-1", "99999999999999999999999", "1e400",
        "!Ref Nothing", "!GetAtt [A]", "!If [C]", "\"\\u0000\"", "*a", "&a 1",
    ];

    public static TheoryData<string> Kinds => [.. Damages.Keys];

    [Theory, MemberData(nameof(Kinds))]
    public void A_damaged_file_is_read_or_named_and_hides_no_other(string damage)
    {
        var alone = Checked.Text(Beside, "beside.yaml");
        alone.Flagged("AGW1001").ShouldNotBeEmpty();
        foreach (var (name, bytes) in Sources())
        {
            for (var time = 0; time < TimesEach; time++)
            {
                var seed = HashCode(name) + time;
                var damaged = Damages[damage](bytes, new Random(seed));

                var said = Checked.Files(null, (name, damaged), ("beside.yaml", Encoding.UTF8.GetBytes(Beside)));

                var told = $"{name}, {damage}, seed {seed}:\n{string.Join('\n', said.Broken)}";
                said.Broken.ShouldAllBe(sentence => sentence.Contains(name, StringComparison.Ordinal), told);
                said.Broken.ShouldAllBe(sentence => !sentence.Contains("defect of auditor", StringComparison.Ordinal), told);
                said.Result.Failures.ShouldBeEmpty(told);
                said.Flagged("AGW1001").Count(finding => finding.Source?.File is "beside.yaml")
                    .ShouldBe(alone.Flagged("AGW1001").Count(), told);
            }
        }
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Sources()
    {
        foreach (var file in In("samples", "templates", "orders"))
        {
            yield return (Path.GetFileName(file), File.ReadAllBytes(file));
        }

        // One of four: each is a few lines.
        foreach (var file in In("tests", "Auditor.Templates.Tests", "Fixtures"))
        {
            var texts = File.ReadAllText(file).ReplaceLineEndings("\n").Split("\n---\n");
            foreach (var (index, text) in texts.Index().Where(each => each.Index % 4 == 0))
            {
                yield return ($"{index}-{Path.GetFileName(file)}", Encoding.UTF8.GetBytes(text));
            }
        }
    }

    private static IEnumerable<string> In(params string[] folder) =>
        Directory.EnumerateFiles(Path.Combine([RulePages.Root, .. folder])).Order(StringComparer.Ordinal);

    // string.GetHashCode differs from run to run.
    private static int HashCode(string text) => text.Aggregate(17, (hash, letter) => unchecked((hash * 31) + letter));

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    private static byte[] With(byte[] bytes, Action<byte[]> change)
    {
        var copy = bytes.ToArray();
        change(copy);
        return copy;
    }

    private static byte[] Lines(byte[] bytes, Action<List<string>> change)
    {
        var lines = Text(bytes).Split('\n').ToList();
        change(lines);
        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    private static void Repeat(List<string> lines, int at) => lines.Insert(at, lines[at]);

    private static void Exchange(List<string> lines, Random random)
    {
        var (one, other) = (random.Next(lines.Count), random.Next(lines.Count));
        (lines[one], lines[other]) = (lines[other], lines[one]);
    }

    private static void Indent(List<string> lines, Random random)
    {
        var at = random.Next(lines.Count);
        for (var line = at; line < Math.Min(lines.Count, at + 4); line++)
        {
            lines[line] = $"   {lines[line]}";
        }
    }

    private static byte[] Value(byte[] bytes, Random random)
    {
        var text = Text(bytes);
        var matches = Written().Matches(text);
        if (matches.Count == 0)
        {
            return bytes;
        }

        var chosen = matches[random.Next(matches.Count)].Groups["value"];
        return Encoding.UTF8.GetBytes(
            $"{text[..chosen.Index]}{Values[random.Next(Values.Length)]}{text[(chosen.Index + chosen.Length)..]}");
    }

    [GeneratedRegex(@":[ ]+(?<value>[^\s,{}\[\]]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Written();
}
