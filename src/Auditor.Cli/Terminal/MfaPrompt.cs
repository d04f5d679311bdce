namespace Auditor.Cli.Terminal;

/// <summary>Asks on the terminal for the code of a device for multi-factor authentication.</summary>
internal static class MfaPrompt
{
    /// <returns>Null where nobody sits at a terminal.</returns>
    public static Func<string, string?>? On(IOContext io) =>
        io is { InputIsTerminal: true, ErrorIsTerminal: true } ? device => Ask(io, device) : null;

    private static string? Ask(IOContext io, string device)
    {
        io.Error.Write($"Code of {PlainText.Of(device)}: ");
        io.Error.Flush();
        using var reader = new StreamReader(io.Input, leaveOpen: true);
        return reader.ReadLine()?.Trim();
    }
}
