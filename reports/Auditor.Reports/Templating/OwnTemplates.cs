using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;

namespace Auditor.Reports.Templating;

/// <summary>The templates that are part of the program.</summary>
internal sealed class OwnTemplates : ITemplateLoader
{
    private const string Extension = ".sbn";

    /// <summary>A text that is part of the program, with line feeds at its ends of line.</summary>
    public static string Text(string name)
    {
        using var stream = typeof(OwnTemplates).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"'{name}' is not part of the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>The template of a name, ready to be written.</summary>
    public static Template Read(string name)
    {
        var template = Template.Parse(Text(name + Extension), name);
        return template.HasErrors ? throw new InvalidOperationException($"{string.Join("; ", template.Messages)}") : template;
    }

    public string GetPath(TemplateContext context, SourceSpan callerSpan, string templateName) => templateName;

    // The line feed that ends a file is not part of what it says where it is included.
    public string Load(TemplateContext context, SourceSpan callerSpan, string templatePath) => Text(templatePath + Extension).TrimEnd();

    public ValueTask<string?> LoadAsync(TemplateContext context, SourceSpan callerSpan, string templatePath) =>
        new(Load(context, callerSpan, templatePath));
}
