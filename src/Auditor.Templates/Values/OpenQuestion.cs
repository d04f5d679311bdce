namespace Auditor.Templates.Values;

/// <summary>Something that the template leaves open and that may decide a verdict.</summary>
/// <param name="Key">Tells it apart from the others.</param>
/// <param name="Answers">What it may be, in words that follow "when": <c>condition 'IsProd' holds</c>. Empty where the answers have no
/// words.</param>
/// <param name="Count">How many answers there are.</param>
/// <param name="Because">Why it is unknown.</param>
internal sealed record OpenQuestion(string Key, ImmutableArray<string> Answers, int Count, string Because);
