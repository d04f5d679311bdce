using System.Text;

namespace Auditor.Cli.Terminal;

/// <summary>Standard output that says in a sentence when nothing more can be written to it.</summary>
internal sealed class CheckedOutput(TextWriter inner) : TextWriter
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

    /// <exception cref="UsageException">It is full, or closed.</exception>
    private static void Checked(Action write)
    {
        try
        {
            write();
        }
        catch (IOException exception)
        {
            throw new UsageException($"Standard output cannot be written to: {exception.Message.TrimEnd('.')}.");
        }
    }
}
