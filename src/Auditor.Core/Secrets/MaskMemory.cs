namespace Auditor.Core.Secrets;

/// <summary>Remembers what became of some texts: an inventory says most things many times, and judging a text is much work.</summary>
/// <remarks>It never grows: a text that comes to the place of another takes it. Several threads may ask; each entry is whole.</remarks>
internal sealed class MaskMemory
{
    private const int Places = 8_192;

    // Longer ones are policies and templates, of which there are few.
    private const int LongestText = 4_096;

    private readonly Entry?[] _entries = new Entry?[Places];

    /// <summary>What was remembered of a text, or what is found out now.</summary>
    public string Of(string? name, string text, Func<string?, string, string> mask)
    {
        if (text.Length > LongestText)
        {
            return mask(name, text);
        }

        var place = (int)((uint)HashCode.Combine(name, text) % Places);
        if (_entries[place] is { } known
            && string.Equals(known.Text, text, StringComparison.Ordinal)
            && string.Equals(known.Name, name, StringComparison.Ordinal))
        {
            // Who asks looks whether it is the same object.
            return ReferenceEquals(known.Text, known.Masked) ? text : known.Masked;
        }

        var masked = mask(name, text);
        _entries[place] = new(name, text, masked);
        return masked;
    }

    private sealed record Entry(string? Name, string Text, string Masked);
}
