using System.Text;

namespace Auditor.Testing.Fuzzing;

/// <summary>Changes a text as accidents and attackers do: bytes, lines, and what formats mean something by.</summary>
public static class TextMutation
{
    private const int MostChanges = 4;
    private const int Many = 3_000;

    private static readonly string[] Hostile =
    [
        "\0", "\uFEFF", "\u202e", "\r", "\t", "{{", "}}", "${", "*", "&a", "*a", "<<: *a", "!!python/object", "---", "- - - -", "'", "\"",
        "\\", "\\u0000", "\\ud800", "-1", "1e999", "NaN", "null", "true",
        "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999+14:00", "99999999999999999999", "9223372036854775807", "-2147483648",
        "../../../etc/passwd", "<script>", "\u001b[2J", "=1+1", "%s%n", "://", "[::1]", "0.0.0.0/33",
    ];

    /// <summary>The text with some changes, as bytes: not all of them are text any more.</summary>
    public static byte[] Of(Random random, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text).ToList();
        for (var change = random.Next(1, MostChanges + 1); change > 0; change--)
        {
            Change(random, bytes);
        }

        return [.. bytes];
    }

    private static void Change(Random random, List<byte> bytes)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(random.Next(1, 40), bytes.Count - at);
        switch (random.Next(8))
        {
            case 0 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 1:
                bytes.RemoveRange(at, length);
                break;
            case 2:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 3:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 4:
                bytes.InsertRange(at, Enumerable.Repeat((byte)"[{(- \n\t9\"a"[random.Next(10)], random.Next(Many)));
                break;
            default:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(Hostile[random.Next(Hostile.Length)]));
                break;
        }
    }
}
