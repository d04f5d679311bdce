using Auditor.Core.Secrets;
using Spectre.Console;

namespace Auditor.Cli.Terminal;

/// <summary>Where results, progress and errors go: results to standard output, all else to standard error.</summary>
internal sealed class Screen
{
    private readonly IOContext _io;

    public Screen(IOContext io, bool isQuiet, bool isVerbose)
    {
        _io = io;
        (IsQuiet, IsVerbose) = (isQuiet, isVerbose);
        Results = Create(io.Output, io.OutputIsTerminal, io);
        Diagnostics = Create(io.Error, io.ErrorIsTerminal, io);
    }

    public bool IsQuiet { get; }

    public bool IsVerbose { get; }

    /// <summary>Whether progress may move on the screen.</summary>
    public bool CanAnimate => Diagnostics.Profile.Capabilities.Ansi && !IsQuiet;

    public IAnsiConsole Results { get; }

    public IAnsiConsole Diagnostics { get; }

    /// <summary>Writes a line of progress.</summary>
    public void Note(string line)
    {
        if (!IsQuiet)
        {
            _io.Error.WriteLine(PlainText.Of(SecretJudge.Mask(line)));
        }
    }

    /// <summary>Writes a line about what went wrong, also when quiet.</summary>
    public void WriteError(string sentence)
    {
        Diagnostics.Write(new Text("error:", new Style(Color.Red, decoration: Decoration.Bold)));
        _io.Error.WriteLine($" {PlainText.Of(SecretJudge.Mask(sentence))}");
    }

    /// <summary>Writes a line of results as it is: never wrapped, because paths and numbers are read by programs too.</summary>
    public void Line(string line = "") => _io.Output.WriteLine(PlainText.Of(line));

    /// <summary>Writes a sentence: on a terminal it wraps between words, elsewhere it is one line.</summary>
    public void Sentence(string text) => Item("", Style.Plain, text);

    /// <summary>Writes a line of cells with tabs between them: none has a tab or a line feed of its own.</summary>
    public void Cells(IEnumerable<string> cells) => _io.Output.WriteLine(string.Join('\t', cells.Select(PlainText.Of)));

    /// <summary>Writes an empty line and a heading.</summary>
    public void Heading(string heading)
    {
        Line();
        Say(heading, new(decoration: Decoration.Bold));
    }

    /// <summary>Whether results go to somebody who reads them on a terminal.</summary>
    public bool IsTerminal => _io.OutputIsTerminal;

    /// <summary>Columns of the terminal.</summary>
    public int Width => _io.Width;

    /// <summary>Writes an item of a list whole: on a terminal with its lines under the first one's text, elsewhere in one line.</summary>
    /// <param name="label">What stands before it, in its style.</param>
    /// <param name="style">The style of the label.</param>
    /// <param name="text">The text.</param>
    /// <param name="indent">The columns before the label.</param>
    public void Item(string label, Style style, string text, int indent = 0)
    {
        var margin = indent + label.Length;
        _io.Output.Write(new string(' ', indent));
        Results.Write(new Text(label, style));
        var safe = PlainText.Of(text);
        foreach (var (index, line) in (IsTerminal ? TextWrap.Lines(safe, _io.Width, margin) : [safe]).Index())
        {
            _io.Output.WriteLine(index == 0 ? line : $"{new string(' ', margin)}{line}");
        }
    }

    /// <summary>Writes a path; where the terminal can, as a link.</summary>
    public void Path(string before, string path, string after = "")
    {
        Results.Write(new Text(PlainText.Of(before)));
        Results.Write(new Text(
            PlainText.Of(path),
            Results.Profile.Capabilities.Ansi ? new(link: new Uri(System.IO.Path.GetFullPath(path)).AbsoluteUri) : Style.Plain));
        Line(after);
    }

    /// <summary>Writes a line of results in a style.</summary>
    public void Say(string line, Style style)
    {
        Results.Write(new Text(PlainText.Of(line), style));
        Line();
    }

    private static IAnsiConsole Create(TextWriter writer, bool isTerminal, IOContext io)
    {
        // Bold is no colour, but who asks for no colour wants text that a pipe can have: no escape sequences at all.
        var isAnsi = isTerminal
            && io.Environment.GetValueOrDefault("TERM") is not "dumb"
            && io.Environment.GetValueOrDefault("NO_COLOR") is not { Length: > 0 };
        var console = AnsiConsole.Create(new()
        {
            Out = new ScreenOutput(writer, isTerminal, io.Width),
            Ansi = isAnsi ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = isAnsi ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = isAnsi ? InteractionSupport.Yes : InteractionSupport.No,
            // Spectre would turn colours on by itself where it knows the build server.
            Enrichment = new() { UseDefaultEnrichers = false },
            EnvironmentVariables = io.Environment.ToDictionary(StringComparer.Ordinal),
        });
        console.Profile.Width = io.Width;
        return console;
    }
}
