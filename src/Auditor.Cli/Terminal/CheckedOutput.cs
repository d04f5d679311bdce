using System.Text;

namespace Auditor.Cli.Terminal;

/// <summary>A stream of the console for which it is decided what becomes of text that cannot be written: it is full, or closed.</summary>
/// <param name="inner">The stream.</param>
/// <param name="failed">Told why text was lost.</param>
internal sealed class CheckedOutput(TextWriter inner, Action<IOException> failed) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Checked(() => inner.Write(value));

    public override void Write(string? value) => Checked(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) => Checked(() => inner.Write(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        var text = buffer.ToString();
        Checked(() => inner.Write(text));
    }

    public override void WriteLine() => Checked(inner.WriteLine);

    public override void WriteLine(string? value) => Checked(() => inner.WriteLine(value));

    public override void Flush() => Checked(inner.Flush);

    private void Checked(Action write)
    {
        try
        {
            write();
        }
        catch (IOException exception)
        {
            failed(exception);
        }
    }
}
