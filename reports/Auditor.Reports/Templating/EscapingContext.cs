using System.Collections;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Auditor.Reports.Templating;

/// <summary>
/// Escapes every value that a template writes, unless it is <see cref="Markup"/>; a name that does not exist is an error.
/// </summary>
internal sealed class EscapingContext : TemplateContext
{
    // Templates of our own may list as much as there is; those of other people have to end.
    private const int NoLimit = 0;

    // Of a loop with those inside it.
    private const int MostSteps = 50_000_000;
    private const int MostStepsOfTrial = 100_000;
    private const int MostCharacters = 1 << 29;
    private const int MostRecursions = 100;

    private readonly Func<string, string> _escape;

    private EscapingContext(Func<string, string> escape)
    {
        _escape = escape;
        // Models say what C# says, and data what findings.json says.
        MemberRenamer = member => member.Name;
        StrictVariables = true;
        TryGetMember = Missing;
        AutoIndent = false;
        LimitToString = NoLimit;
        LoopLimit = NoLimit;
    }

    /// <summary>For templates of the program, which include one another.</summary>
    /// <param name="escape">Escapes a value wherever it stands.</param>
    /// <param name="inText">Escapes one that a template says stands in text, never in a tag: quotes need nothing there.</param>
    /// <param name="loader">Reads what is included.</param>
    public static EscapingContext OfOwn(Func<string, string> escape, Func<string, string> inText, ITemplateLoader loader)
    {
        var context = new EscapingContext(escape) { TemplateLoader = loader };
        context.BuiltinObject.Import("in_text", (object? value) => new Markup(inText(context.ObjectToString(value) ?? "")));
        context.BuiltinObject.SetValue("include", new MarkupInclude(), readOnly: true);
        return context;
    }

    /// <summary>For a template of somebody else: no other file, and an end to loops, recursion and output.</summary>
    /// <param name="escape">Escapes for the kind of file.</param>
    /// <param name="isTrial">
    /// Whether it is tried on one of everything: a member that is missing is an error then. Findings lack what they have no use for, and
    /// that is empty.
    /// </param>
    public static EscapingContext OfOthers(Func<string, string> escape, bool isTrial)
    {
        var context = new EscapingContext(escape)
        {
            LoopLimit = isTrial ? MostStepsOfTrial : MostSteps,
            OutputLimit = MostCharacters,
            LimitToString = MostCharacters,
            RecursiveLimit = MostRecursions,
        };
        if (!isTrial)
        {
            context.TryGetMember = null;
        }

        // The same findings make the same file.
        (context.BuiltinObject["date"] as ScriptObject)?.Remove("now");
        context.BuiltinObject.Remove("include");
        context.BuiltinObject.Remove("include_join");
        context.BuiltinObject.Import("raw", (object? value) => new Markup(context.ObjectToString(value) ?? ""));
        return context;
    }

    /// <inheritdoc/>
    public override TemplateContext Write(SourceSpan span, object? textAsObject) =>
        Write(textAsObject is Markup markup ? markup.Text : _escape(ObjectToString(textAsObject) ?? ""));

    /// <summary>An empty text and an empty list are none.</summary>
    public override bool ToBool(SourceSpan span, object? value) => value switch
    {
        string text => text.Length > 0,
        ICollection list => list.Count > 0,
        _ => base.ToBool(span, value),
    };

    private static bool Missing(TemplateContext context, SourceSpan span, object target, string member, out object? value) =>
        throw new ScriptRuntimeException(span, $"There is no '{member}'");
}
