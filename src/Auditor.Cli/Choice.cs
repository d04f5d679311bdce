using Auditor.Core.Text;

namespace Auditor.Cli;

/// <summary>One of a few words, as somebody typed it.</summary>
internal static class Choice
{
    /// <summary>The word that is meant, as the program writes it.</summary>
    /// <param name="given">What was typed; upper and lower case are the same.</param>
    /// <param name="words">What there is to choose from.</param>
    /// <param name="option">The option, as the user knows it.</param>
    /// <param name="what">What each word is, as in <c>format of this list</c>.</param>
    /// <exception cref="UsageException">It is none of them; the message names the nearest, or all.</exception>
    public static string Of(string given, IReadOnlyCollection<string> words, string option, string what) =>
        words.FirstOrDefault(word => string.Equals(word, given, StringComparison.OrdinalIgnoreCase))
        ?? throw new UsageException(
            $"{option}: {Quote.Of(given)} is no {what}{NearestName.Suggest(given, words, $"; there are {Words.List(words)}.")}");

    /// <summary>The value whose name is meant.</summary>
    /// <inheritdoc cref="Of(string, IReadOnlyCollection{string}, string, string)"/>
    public static T Of<T>(string given, string option, string what)
        where T : struct, Enum
    {
        var values = Enum.GetValues<T>();
        string[] words = [.. values.Select(Words.Of)];
        return values[Array.IndexOf(words, Of(given, words, option, what))];
    }
}
