using System.Text.Encodings.Web;
using Auditor.Reports.Csv;
using Auditor.Reports.Html;
using Auditor.Reports.Summary;

namespace Auditor.Reports.Custom;

/// <summary>How a value is written into a kind of file, so that it stays a value there.</summary>
internal static class FileEscape
{
    /// <summary>
    /// The escape of a kind of file: <c>.json</c> inside strings, <c>.csv</c> whole cells; of a kind that is not known, only what is
    /// invisible.
    /// </summary>
    public static Func<string, string> Of(string extension) => extension.ToLowerInvariant() switch
    {
        ".html" or ".htm" or ".xml" or ".svg" => text => HtmlText.Of(text),
        ".md" => GitHubText.AtLineStart,
        ".json" or ".jsonl" => JavaScriptEncoder.Default.Encode,
        ".csv" => CsvCell.Of,
        _ => text => VisibleText.Of(text),
    };
}
