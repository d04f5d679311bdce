using Spectre.Console;

namespace Auditor.Cli.Terminal;

/// <summary>Breaks lines between words; a word that is longer than a line stays in one piece, so that it can be copied.</summary>
internal static class TextWrap
{
    private const int Narrowest = 20;

    /// <summary>The lines of a text of which the first begins somewhere in a line already.</summary>
    /// <param name="text">Safe text of one line.</param>
    /// <param name="width">Columns of the terminal.</param>
    /// <param name="indent">Columns that are taken at the left of each line.</param>
    public static IEnumerable<string> Lines(string text, int width, int indent)
    {
        var room = Math.Max(Narrowest, width - indent);
        var line = "";
        var used = 0;
        foreach (var word in text.Split(' '))
        {
            var size = word.GetCellWidth();
            if (used > 0 && used + 1 + size > room)
            {
                yield return line;
                (line, used) = (word, size);
            }
            else
            {
                line = used == 0 && line.Length == 0 ? word : $"{line} {word}";
                used = line.GetCellWidth();
            }
        }

        yield return line;
    }
}
