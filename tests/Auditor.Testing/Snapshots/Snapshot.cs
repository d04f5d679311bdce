using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Auditor.Testing.Snapshots;

/// <summary>
/// Compares text with the approved one beside the test, <c>{test class}.{name}.approved.{extension}</c>.
/// <c>UPDATE_SNAPSHOTS=1</c> writes what came out as approved; look at the difference before committing it.
/// </summary>
public static class Snapshot
{
    private const string UpdateVariable = "UPDATE_SNAPSHOTS";
    private const int ContextLines = 2;
    private const int MostDifferences = 8;

    /// <summary>Throws unless the text is the approved one.</summary>
    /// <param name="actual">What came out.</param>
    /// <param name="name">Tells apart several snapshots of one test class.</param>
    /// <param name="extension">Without a dot.</param>
    /// <param name="testFile">Filled in by the compiler.</param>
    public static void ShouldMatch(string actual, string name, string extension, [CallerFilePath] string testFile = "")
    {
        ArgumentNullException.ThrowIfNull(actual);
        var path = $"{testFile[..^Path.GetExtension(testFile).Length]}.{name}.approved.{extension}";
        if (Environment.GetEnvironmentVariable(UpdateVariable) is "1")
        {
            File.WriteAllText(path, actual, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            return;
        }

        if (!File.Exists(path))
        {
            throw new SnapshotException($"There is no snapshot {path}. Run ./regenerate, read the file, and commit it.");
        }

        var approved = File.ReadAllText(path);
        if (!string.Equals(approved, actual, StringComparison.Ordinal))
        {
            throw new SnapshotException($"""
                The output is not what {path} says.
                {Differences(approved.Split('\n'), actual.Split('\n'))}
                If this is what it should be, run ./regenerate and commit the file with the reason.
                """);
        }
    }

    // Line by line from where they part, skipping to where they meet again: enough to see what changed.
    private static string Differences(string[] approved, string[] actual)
    {
        var text = new StringBuilder();
        var (left, right, shown) = (0, 0, 0);
        while (shown < MostDifferences && (left < approved.Length || right < actual.Length))
        {
            if (left < approved.Length && right < actual.Length && approved[left] == actual[right])
            {
                (left, right) = (left + 1, right + 1);
                continue;
            }

            var (nextLeft, nextRight) = Meet(approved, left, actual, right);
            text.AppendLine(CultureInfo.InvariantCulture, $"@@ line {left + 1} @@");
            Append(text, "  ", approved, Math.Max(0, left - ContextLines), left);
            Append(text, "- ", approved, left, nextLeft);
            Append(text, "+ ", actual, right, nextRight);
            (left, right, shown) = (nextLeft, nextRight, shown + 1);
        }

        return text.ToString().TrimEnd();
    }

    private static (int Left, int Right) Meet(string[] approved, int left, string[] actual, int right)
    {
        for (var distance = 1; distance <= 40; distance++)
        {
            for (var inLeft = 0; inLeft <= distance; inLeft++)
            {
                var (l, r) = (left + inLeft, right + distance - inLeft);
                if (l < approved.Length && r < actual.Length && approved[l] == actual[r] && approved[l].Trim().Length > 1)
                {
                    return (l, r);
                }
            }
        }

        return (Math.Min(left + 1, approved.Length), Math.Min(right + 1, actual.Length));
    }

    private static void Append(StringBuilder text, string mark, string[] lines, int from, int to)
    {
        foreach (var line in lines[from..to])
        {
            text.Append(mark).AppendLine(line.Length > 200 ? $"{line[..200]}…" : line);
        }
    }
}
