using System.Text;
using HandlebarsDotNet;

namespace Auditor.Reports.Custom;

/// <summary><c>auditor.custom.EXT</c>: somebody's own Handlebars template over findings.json.</summary>
public sealed class TemplateReport : IReport
{
    private const string TemplateExtension = ".hbs";

    private readonly string _path;
    private readonly HandlebarsTemplate<TextWriter, object, object> _template;

    private TemplateReport(string path, string text)
    {
        _path = path;
        // issues.md.hbs makes Markdown; issues.hbs says nothing of what it makes.
        var extension = Path.GetExtension(Path.GetFileNameWithoutExtension(path));
        FileName = $"auditor.custom{(extension.Length > 1 ? extension : ".txt")}";
        try
        {
            // On one of everything, where each name that is right is there: a typo must not show after a scan of minutes.
            Engine(extension, isStrict: true).Compile(new StringReader(text))(TextWriter.Null, TemplateData.Example());
            _template = Engine(extension, isStrict: false).Compile(new StringReader(text));
        }
        // Somebody else's program, in which anything may happen.
        catch (Exception exception)
        {
            throw Trouble(exception);
        }
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
        if (!string.Equals(Path.GetExtension(path), TemplateExtension, StringComparison.OrdinalIgnoreCase))
        {
            throw new ReportException($"The template '{VisibleText.Of(path)}' has to be a {TemplateExtension} file: 'issues.md{TemplateExtension}' writes 'auditor.custom.md'.");
        }

        try
        {
            return new(path, File.ReadAllText(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ReportException($"The template '{VisibleText.Of(path)}' cannot be read: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public void Write(ReportInput input, Stream output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        try
        {
            _template(writer, TemplateData.Of(input));
        }
        catch (Exception exception) when (exception is not IOException)
        {
            throw Trouble(exception);
        }
    }

    private static IHandlebars Engine(string extension, bool isStrict)
    {
        var handlebars = Handlebars.Create(new HandlebarsConfiguration { TextEncoder = TemplateText.Of(extension), ThrowOnUnresolvedBindingExpression = isStrict });
        // Handlebars itself compares nothing, and findings are chosen by severity more than by anything else.
        handlebars.RegisterHelper("eq", (_, arguments) => arguments.Length == 2
            ? string.Equals($"{arguments[0]}", $"{arguments[1]}", StringComparison.Ordinal)
            : throw new HandlebarsException("'eq' compares two values"));
        return handlebars;
    }

    private ReportException Trouble(Exception exception) =>
        new($"The template '{VisibleText.Of(_path)}' does not work: {VisibleText.Of(exception.Message.TrimEnd('.'))}.", exception);
}
