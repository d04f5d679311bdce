namespace Auditor.Reports.Html;

/// <summary>Takes the texts out of a model of the page and leaves tokens: what is left is its shape, and there are few of those.</summary>
/// <param name="tokens">The values that the texts have in common with others of the same thing.</param>
/// <param name="texts">Where the texts go.</param>
/// <param name="first">The token of the first text; those before it are the values'.</param>
internal sealed class TextExtractor(ValueTokens tokens, StringTable texts, int first)
{
    private readonly List<int> _taken = [];

    /// <summary>What was taken, in order: a text's number, or <c>~</c> a distance of lines.</summary>
    public IReadOnlyList<int> Taken => _taken;

    /// <summary>The token for a text; nothing stays nothing, since templates ask for it.</summary>
    public string Take(string text) => text.Length == 0 ? "" : Next(texts.Add(tokens.In(text))) ?? tokens.In(text);

    /// <inheritdoc cref="Take"/>
    public string? TakeOptional(string? text) => text is null ? null : Take(text);

    /// <summary>The token for a line, which is known by how far it is from another.</summary>
    public string TakeLine(int line, int from) =>
        // No sign: even ones are below, odd ones above.
        Next(~(line >= from ? 2 * (line - from) : 2 * (from - line) - 1)) ?? "";

    private string? Next(int value)
    {
        var token = ValueTokens.At(first + _taken.Count);
        if (token is null)
        {
            return null;
        }

        _taken.Add(value);
        return token;
    }
}
