using System.Security.Cryptography;
using System.Text;
using Auditor.Reports.Templating;

namespace Auditor.Reports.Html;

/// <summary>The style and the script of the page, which must stand on it to the byte: their hashes are in its policy.</summary>
internal sealed class PageAssets
{
    public Markup Style { get; } = new(Lines("style.css"));

    public Markup Script { get; } = new(Lines("script.js"));

    /// <summary>Should an escape ever be forgotten, the browser still runs nothing but the one script that is ours.</summary>
    public string ContentSecurityPolicy =>
        $"default-src 'none'; script-src '{Hash(Script.Text)}'; style-src '{Hash(Style.Text)}'; img-src data:; base-uri 'none'; "
            + $"form-action 'none'; "
        + "require-trusted-types-for 'script'; trusted-types 'none'";

    // Indents and comments are for those who read the source.
    private static string Lines(string name) => string.Join(
        '\n',
        OwnTemplates.Text(name)
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith("//", StringComparison.Ordinal) && !line.StartsWith("/*", StringComparison.Ordinal)));

    private static string Hash(string text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
