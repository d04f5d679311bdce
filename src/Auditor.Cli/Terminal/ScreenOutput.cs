using System.Text;
using Spectre.Console;

namespace Auditor.Cli.Terminal;

/// <summary>Gives Spectre.Console a stream of ours instead of the console.</summary>
internal sealed class ScreenOutput(TextWriter writer, bool isTerminal, int width) : IAnsiConsoleOutput
{
    private const int SomeHeight = 50;

    public TextWriter Writer => writer;

    public bool IsTerminal => isTerminal;

    public int Width => width;

    public int Height => SomeHeight;

    public void SetEncoding(Encoding encoding)
    {
        // The stream's owner has chosen it.
    }
}
