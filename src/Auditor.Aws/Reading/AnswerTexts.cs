namespace Auditor.Aws.Reading;

/// <summary>Reads texts of answers, any of which may be missing.</summary>
internal static class AnswerTexts
{
    public static ImmutableSortedDictionary<string, string> Tags(IReadOnlyDictionary<string, string?>? tags) =>
        (tags ?? ImmutableDictionary<string, string?>.Empty)
            .ToImmutableSortedDictionary(tag => tag.Key, tag => tag.Value ?? "", StringComparer.Ordinal);

    public static ImmutableArray<string> Texts(IEnumerable<string?>? texts) => [.. (texts ?? []).OfType<string>()];

    /// <summary>A text; null when it says nothing.</summary>
    public static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
