using System.Text;
using System.Text.Encodings.Web;
using Auditor.Reports.Csv;
using Auditor.Reports.Html;
using Auditor.Reports.Summary;
using HandlebarsDotNet;

namespace Auditor.Reports.Custom;

/// <summary>Escapes every value that a template writes, as the kind of file wants it.</summary>
internal sealed class TemplateText(Func<string, string> escape) : ITextEncoder
{
    /// <summary>The escapes of a kind of file: <c>.json</c> inside strings, <c>.csv</c> whole cells; of a kind that is not known, only what is invisible.</summary>
    public static ITextEncoder Of(string extension) => extension.ToLowerInvariant() switch
    {
        ".html" or ".htm" or ".xml" or ".svg" => new HtmlText(),
        ".md" => new TemplateText(GitHubText.AtLineStart),
        ".json" or ".jsonl" => new TemplateText(JavaScriptEncoder.Default.Encode),
        ".csv" => new TemplateText(CsvCell.Of),
        _ => new TemplateText(text => VisibleText.Of(text)),
    };

    public void Encode(StringBuilder? text, TextWriter target) => Encode(text?.ToString(), target);

    public void Encode(string? text, TextWriter target) => target.Write(escape(text ?? ""));

    public void Encode<T>(T? text, TextWriter target)
        where T : IEnumerator<char>
    {
        var buffer = new StringBuilder();
        while (text?.MoveNext() is true)
        {
            buffer.Append(text.Current);
        }

        Encode(buffer.ToString(), target);
    }
}
