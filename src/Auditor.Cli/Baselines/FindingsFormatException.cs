namespace Auditor.Cli.Baselines;

/// <summary>A file has no findings as this program reports them; the message is the end of a sentence that began with the file.</summary>
internal sealed class FindingsFormatException(string message) : Exception(message);
