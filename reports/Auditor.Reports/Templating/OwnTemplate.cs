using Scriban;
using Scriban.Runtime;

namespace Auditor.Reports.Templating;

/// <summary>A template of the program, to be written once or many times.</summary>
/// <param name="name">Its file's name without the extension.</param>
/// <param name="escape">Escapes what it writes.</param>
/// <param name="inText">Escapes what it says stands in text; as everywhere if nothing is said.</param>
internal sealed class OwnTemplate(string name, Func<string, string> escape, Func<string, string>? inText = null)
{
    private readonly Template _template = OwnTemplates.Read(name);
    private readonly EscapingContext _context = EscapingContext.OfOwn(escape, inText ?? escape, new OwnTemplates());

    /// <summary>Writes it with the members of a model as its names.</summary>
    public void Write(object model, TextWriter writer)
    {
        var names = new ScriptObject();
        names.Import(model, renamer: member => member.Name);
        Write(names, writer);
    }

    /// <summary>Its text for a model that it calls by its own name.</summary>
    public string Text(object model)
    {
        using var writer = new StringWriter();
        Write(new ScriptObject { [name] = model }, writer);
        return writer.ToString();
    }

    private void Write(ScriptObject names, TextWriter writer)
    {
        _context.PushGlobal(names);
        _context.PushOutput(new TextWriterOutput(writer));
        try
        {
            _template.Render(_context);
        }
        finally
        {
            _context.PopOutput();
            _context.PopGlobal();
        }
    }
}
