using System.Collections.Immutable;
using Auditor.Core.Policies;

namespace Auditor.Core.Waf;

/// <summary>What a passage asks of the text of a request.</summary>
public sealed record WebAclCondition
{
    /// <summary>
    /// The part of the request as AWS WAF names it: <c>SingleHeader</c>, <c>SingleQueryArgument</c>, <c>UriPath</c>, <c>Method</c>, ...
    /// </summary>
    public required string Part { get; init; }

    /// <summary>The name of the header, cookie or query argument, in lower case.</summary>
    public string? Name { get; init; }

    /// <summary><c>EXACTLY</c>, <c>STARTS_WITH</c>, <c>ENDS_WITH</c>, <c>CONTAINS</c> or <c>CONTAINS_WORD</c>.</summary>
    public required string Comparison { get; init; }

    /// <summary>What is done to the part before it is compared, in order.</summary>
    public ImmutableArray<string> Transformations { get; init; } = [];

    /// <summary>The text; <see langword="null"/> when it is a shared secret.</summary>
    public string? Value { get; init; }

    /// <summary>Whether only those who were told the text can send it.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Whether the comparison has to hold; otherwise it has to fail, as it does for whoever leaves the part out.</summary>
    public required bool Holds { get; init; }

    /// <summary>
    /// What the part has to look like, or must not; <see langword="null"/> where only some know it, or it is made into something else
    /// before it is compared.
    /// </summary>
    public WildcardText? Pattern =>
        Value is { } value && Transformations.All(LeaveAsItIs.Contains) && Ends(Comparison) is var (isAtStart, isAtEnd)
        ? new(value, isAtStart, isAtEnd, Transformations.Contains("LOWERCASE"))
        : null;

    /// <summary>Whether a text fits; unknown where that cannot be compared.</summary>
    public bool? Fits(string text) =>
        Pattern is { } pattern ? pattern.Accepts(text) && (!pattern.IgnoresCase || !pattern.Value.Any(char.IsUpper)) : null;

    // What a caller writes plainly stays what it is, but for its case.
    private static readonly ImmutableHashSet<string> LeaveAsItIs =
        [
            "LOWERCASE", "URL_DECODE", "URL_DECODE_UNI", "NORMALIZE_PATH", "NORMALIZE_PATH_WIN", "COMPRESS_WHITE_SPACE",
            "HTML_ENTITY_DECODE", "REMOVE_NULLS", "REPLACE_NULLS", "UTF8_TO_UNICODE",
        ];

    private static (bool IsAtStart, bool IsAtEnd)? Ends(string comparison) => comparison switch
    {
        "EXACTLY" => (true, true),
        "STARTS_WITH" => (true, false),
        "ENDS_WITH" => (false, true),
        "CONTAINS" => (false, false),
        _ => null,
    };

    public bool IsHeader => Part is "SingleHeader";

    /// <summary>Whether this passes only those who know a text that somebody keeps to themselves.</summary>
    public bool IsCredential => Holds && IsSecret;
}
