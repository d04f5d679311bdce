using Auditor.Core.Secrets;
using Spectre.Console;

namespace Auditor.Cli.Terminal;

/// <summary>Where results, progress and errors go: results to standard output, all else to standard error.</summary>
internal sealed class Screen
{
    private const int Narrowest = 20;
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

    /// <summary>Writes an empty line and a heading.</summary>
    public void Heading(string heading)
    {
        Line();
        Say(heading, new(decoration: Decoration.Bold));
    }

    /// <summary>Writes one line, cut to the width: a message that wraps makes a list unreadable, and the reports have it whole.</summary>
    public void Row(string label, Style style, string text)
    {
        Results.Write(new Text(label, style));
        Line(PlainText.Cut(text, Math.Max(Narrowest, _io.Width - label.Length)));
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
        var isAnsi = isTerminal && io.Environment.GetValueOrDefault("TERM") is not "dumb" && io.Environment.GetValueOrDefault("NO_COLOR") is not { Length: > 0 };
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
