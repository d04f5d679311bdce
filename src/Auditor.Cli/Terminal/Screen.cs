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

    public int Width => _io.Width;

    public IAnsiConsole Results { get; }

    public IAnsiConsole Diagnostics { get; }

    /// <summary>Writes a line of progress.</summary>
    public void Note(string line)
    {
        if (!IsQuiet)
        {
            _io.Error.WriteLine(PlainText.Of(line));
        }
    }

    /// <summary>Writes a line about what went wrong, also when quiet.</summary>
    public void Complain(string sentence)
    {
        Diagnostics.Write(new Text("error:", new Style(Color.Red, decoration: Decoration.Bold)));
        _io.Error.WriteLine($" {PlainText.Of(sentence)}");
    }

    /// <summary>Writes a line of results as it is: never wrapped, because paths and numbers are read by programs too.</summary>
    public void Line(string line = "") => _io.Output.WriteLine(PlainText.Of(line));

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
