using System.Security.Cryptography;
using System.Text;
using HandlebarsDotNet;

namespace Auditor.Reports.Html;

/// <summary><c>auditor.html</c>, for people: one file that asks for nothing else, and that reads without script and without style.</summary>
public sealed class HtmlReport : IReport
{
    private const string Page = "page";
    private const string Style = "style.css";
    private const string Script = "script.js";

    private static readonly string[] Partials =
    [
        "severity", "counts", "bar", "assumptions", "incomplete", "totals", "exposure", "comparison", "trend", "filters", "rule", "finding", "rulepage", "other", "apis", "api", "route", "frameworks",
        "unknown", "rules", "reading",
    ];

    /// <inheritdoc/>
    public string Format => "html";

    /// <inheritdoc/>
    public string FileName => "auditor.html";

    /// <inheritdoc/>
    public void Write(ReportInput input, Stream output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        var (style, script) = (Resource(Style), Resource(Script));
        var handlebars = Templates(new HtmlText());
        // They hold no placeholders (a test says so) and must stand on the page to the byte: their hashes are in its policy.
        handlebars.RegisterTemplate("style", style);
        handlebars.RegisterTemplate("script", script);
        var model = new PageBuilder(input, Policy(style, script), Data()).Page();
        using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        handlebars.Compile(new StringReader(Resource($"{Page}.hbs")))(writer, model);
    }

    // The same templates as on the page, with blanks in them.
    private static PageData Data()
    {
        var handlebars = Templates(new HtmlText { KeepsBlanks = true });
        return new(Markup<FindingModel>(handlebars, "finding"), Markup<ApiModel>(handlebars, "api"), Markup<RouteModel>(handlebars, "route"));
    }

    private static Func<T, string> Markup<T>(IHandlebars handlebars, string name)
        where T : notnull
    {
        var template = handlebars.Compile(Resource($"{name}.hbs"));
        return model => template(model);
    }

    private static IHandlebars Templates(HtmlText text)
    {
        var handlebars = Handlebars.Create(new HandlebarsConfiguration
        {
            TextEncoder = text,
            ThrowOnUnresolvedBindingExpression = true,
        });
        foreach (var partial in Partials)
        {
            handlebars.RegisterTemplate(partial, Resource($"{partial}.hbs").TrimEnd());
        }

        return handlebars;
    }

    // Should an escape ever be forgotten, the browser still runs nothing but the one script that is ours.
    private static string Policy(string style, string script) =>
        $"default-src 'none'; script-src '{Hash(script)}'; style-src '{Hash(style)}'; img-src data:; base-uri 'none'; form-action 'none'; "
        + "require-trusted-types-for 'script'; trusted-types 'none'";

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static string Resource(string name)
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"'{name}' is not part of the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
