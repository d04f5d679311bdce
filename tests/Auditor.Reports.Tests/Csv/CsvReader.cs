using System.Text;

namespace Auditor.Reports.Tests.Csv;

/// <summary>Reads RFC 4180 and refuses what is not.</summary>
internal static class CsvReader
{
    public static List<List<string>> Read(string text)
    {
        var rows = new List<List<string>>();
        var row = new List<string>();
        var at = 0;
        while (at < text.Length)
        {
            row.Add(Cell(text, ref at));
            if (text[at] == ',')
            {
                at++;
                continue;
            }

            text.AsSpan(at, 2).ToString().ShouldBe("\r\n");
            at += 2;
            rows.Add(row);
            row = [];
        }

        row.ShouldBeEmpty("The last row has no end.");
        return rows;
    }

    private static string Cell(string text, ref int at)
    {
        var cell = new StringBuilder();
        if (text[at] != '"')
        {
            while (text[at] is not (',' or '\r' or '\n' or '"'))
            {
                cell.Append(text[at++]);
            }

            return cell.ToString();
        }

        at++;
        while (text[at] != '"' || text[at + 1] == '"')
        {
            at += text[at] == '"' ? 1 : 0;
            cell.Append(text[at++]);
        }

        at++;
        return cell.ToString();
    }
}
