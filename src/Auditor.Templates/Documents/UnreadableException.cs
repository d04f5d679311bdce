namespace Auditor.Templates.Documents;

/// <summary>A file that cannot be read as what it looks like; the message is a sentence without the file's name.</summary>
public sealed class UnreadableException(string message, int line) : Exception(message)
{
    /// <summary>The line at which reading ended, from 1.</summary>
    public int Line { get; } = line;
}
