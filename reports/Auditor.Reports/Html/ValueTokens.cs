namespace Auditor.Reports.Html;

/// <summary>
/// Leaves tokens in texts where values stand that differ from finding to finding, so that what is alike otherwise is one text.
/// </summary>
/// <remarks>A token is a character of the private use area: <see cref="VisibleText"/> leaves none in what strangers wrote.</remarks>
internal sealed class ValueTokens
{
    private const int First = 0xE000;
    private const int Last = 0xF8FF;

    // Replacing less saves nothing, and tears words apart.
    private const int Shortest = 3;

    private readonly List<(string Value, string Token)> _values;

    /// <summary>No values, so no tokens.</summary>
    public static ValueTokens None { get; } = new([]);

    /// <param name="values">The values, in the order in which they will be filled in again; empty ones leave no token.</param>
    public ValueTokens(params IEnumerable<string> values) => _values =
    [
        .. values
            .Select((value, index) => (Value: VisibleText.Of(value), Token: At(index) ?? ""))
            .Where(pair => pair.Value.Length >= Shortest)
            // What is part of another value must not break it.
            .OrderByDescending(pair => pair.Value.Length),
    ];

    /// <summary>The token for the value of an index; <see langword="null"/> beyond the last that there is.</summary>
    public static string? At(int index) => First + index > Last ? null : ((char)(First + index)).ToString();

    /// <summary>The text as people see it, with its values replaced.</summary>
    public string In(string text)
    {
        var result = VisibleText.Of(text, keepLines: true);
        foreach (var (value, token) in _values)
        {
            result = result.Replace(value, token, StringComparison.Ordinal);
        }

        return result;
    }
}
