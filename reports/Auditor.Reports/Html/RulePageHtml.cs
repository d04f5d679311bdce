using System.Text.RegularExpressions;
using Auditor.Core.Fixes;
using Auditor.Reports.Templating;
using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Auditor.Reports.Html;

/// <summary>Turns the Markdown of rule pages into HTML: no raw HTML, no pictures, links only to https.</summary>
internal sealed partial class RulePageHtml
{
    // The report's own headings go down to h4.
    private const int HeadingOffset = 3;

    private const string CommandsAreThere = "**AWS CLI**: the commands stand with each finding, with its own ids.\n";

    private readonly MarkdownPipeline _pipeline = new MarkdownPipelineBuilder().UsePipeTables().DisableHtml().Build();

    /// <param name="markdown">A section of a rule's page.</param>
    /// <param name="hasCommands">Whether its findings have the commands, filled in: then they do not stand here as well.</param>
    public Markup Render(string markdown, bool hasCommands = false)
    {
        if (hasCommands)
        {
            var replaced = 0;
            markdown = Commands().Replace(markdown, _ => replaced++ == 0 ? CommandsAreThere : "");
        }

        // Commands of one finding have its values; the page of a rule has blanks.
        var document = Parse(FixBook.WithBlanks(markdown));
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            heading.Level = Math.Min(heading.Level + HeadingOffset, 6);
        }

        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            if (link.IsImage || !IsHttps(link.Url))
            {
                Unlink(link);
            }
            else
            {
                link.GetAttributes().AddProperty("rel", "noopener noreferrer");
            }
        }

        foreach (var link in document.Descendants<AutolinkInline>().ToList())
        {
            if (link.IsEmail || !IsHttps(link.Url))
            {
                link.ReplaceBy(new LiteralInline(link.Url));
            }
            else
            {
                link.GetAttributes().AddProperty("rel", "noopener noreferrer");
            }
        }

        // What scrolls must be reachable by keyboard. Raw HTML is off, so the tag can only be that of a code block. In code, quotes need no
        // escape, and nothing is coloured by its language.
        var html = document.ToHtml(_pipeline).Trim().Replace("<pre>", "<pre tabindex=\"0\">", StringComparison.Ordinal);
        return new(Code().Replace(
            html, code => $"<code>{code.Groups["text"].Value.Replace("&quot;", "\"", StringComparison.Ordinal)}</code>"));
    }

    [GeneratedRegex(@"<code[^<>]*>(?<text>[^<]*)</code>", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    // A paragraph that begins so, and the block of commands that follows it.
    [GeneratedRegex(
        @"^\*\*AWS CLI\*\*(?:(?!\n\n).)*\n\n```sh\n.*?\n```(?:\n|$)",
        RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Commands();

    private MarkdownDocument Parse(string markdown) => Markdown.Parse(markdown, _pipeline);

    private static bool IsHttps(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps;

    private static void Unlink(LinkInline link)
    {
        var text = new ContainerInline();
        while (link.FirstChild is { } child)
        {
            child.Remove();
            text.AppendChild(child);
        }

        link.ReplaceBy(text, copyChildren: false);
    }
}
