using System.Text;
using Auditor.Core.Files;
using Auditor.Reports.Templating;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Auditor.Reports.Custom;

/// <summary><c>auditor.custom.EXT</c>: somebody's own Scriban template over findings.json.</summary>
public sealed class TemplateReport : IReport
{
    private const string TemplateExtension = ".sbn";
    private const string HandlebarsExtension = ".hbs";

    private readonly string _path;
    private readonly Func<string, string> _escape;
    private readonly Template _template;

    private TemplateReport(string path, string text)
    {
        _path = path;
        // issues.md.sbn makes Markdown; issues.sbn says nothing of what it makes.
        var extension = Path.GetExtension(Path.GetFileNameWithoutExtension(path));
        FileName = $"auditor.custom{(extension.Length > 1 ? extension : ".txt")}";
        _escape = FileEscape.Of(extension);
        _template = Template.Parse(text, Path.GetFileName(path));
        if (_template.Messages.FirstOrDefault(message => message.Type is ParserMessageType.Error) is { } wrong)
        {
            throw Trouble(wrong.Span, wrong.Message);
        }

        // On one of everything, where each name that is right is there: a typo must not show after a scan of minutes.
        Render(TextWriter.Null, TemplateData.Example(), isTrial: true);
    }

    /// <inheritdoc/>
    public string Format => "template";

    /// <inheritdoc/>
    public string FileName { get; }

    /// <summary>Reads a template and tries it.</summary>
    /// <exception cref="ReportException">It cannot be read, or it is wrong.</exception>
    public static TemplateReport Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var extension = Path.GetExtension(path);
        if (string.Equals(extension, HandlebarsExtension, StringComparison.OrdinalIgnoreCase))
        {
            throw new ReportException(
                $"'{VisibleText.Of(path)}' is a Handlebars template, which Auditor no longer reads: write it for Scriban, as "
                    + $"'issues.md{TemplateExtension}', with "
                + "'{{ for finding in findings }}', '{{ if finding.severity == \"high\" }}' and '{{ end }}'.");
        }

        if (!string.Equals(extension, TemplateExtension, StringComparison.OrdinalIgnoreCase))
        {
            throw new ReportException(
                $"The template '{VisibleText.Of(path)}' has to be a {TemplateExtension} file: 'issues.md{TemplateExtension}' writes "
                    + $"'auditor.custom.md'.");
        }

        try
        {
            return new(path, File.ReadAllText(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ReportException(
                $"The template '{VisibleText.Of(path)}' cannot be read: {FileFailure.Reason(Path.GetFullPath(path), exception)}.",
                exception);
        }
    }

    /// <inheritdoc/>
    public void Write(ReportInput input, Stream output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        Render(writer, TemplateData.Of(input), isTrial: false);
    }

    private void Render(TextWriter writer, ScriptObject data, bool isTrial)
    {
        var context = EscapingContext.OfOthers(_escape, isTrial);
        context.PushGlobal(data);
        context.PushOutput(new TextWriterOutput(writer));
        try
        {
            _template.Render(context);
        }
        catch (ScriptRuntimeException exception) when (exception.InnerException is not IOException)
        {
            throw Trouble(exception.Span, exception.OriginalMessage, exception);
        }
    }

    private ReportException Trouble(SourceSpan at, string message, Exception? cause = null)
    {
        var text = $"The template '{VisibleText.Of(_path)}' does not work: line {at.Start.Line + 1}, column {at.Start.Column + 1}: "
            + $"{VisibleText.Of(message.TrimEnd('.'))}.";
        return new(text, cause);
    }
}
