namespace Auditor.Core.Waf;

/// <summary>What a passage asks of the text of a request.</summary>
public sealed record WebAclCondition
{
    /// <summary>The part of the request as AWS WAF names it: <c>SingleHeader</c>, <c>SingleQueryArgument</c>, <c>UriPath</c>, <c>Method</c>, ...</summary>
    public required string Part { get; init; }

    /// <summary>The name of the header, cookie or query argument, in lower case.</summary>
    public string? Name { get; init; }

    /// <summary><c>EXACTLY</c>, <c>STARTS_WITH</c>, <c>ENDS_WITH</c>, <c>CONTAINS</c> or <c>CONTAINS_WORD</c>.</summary>
    public required string Comparison { get; init; }

    /// <summary>Whether the part is transformed before it is compared.</summary>
    public bool IsTransformed { get; init; }

    /// <summary>The text; <see langword="null"/> when it is a shared secret.</summary>
    public string? Value { get; init; }

    /// <summary>Whether only those who were told the text can send it.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Whether the comparison has to hold; otherwise it has to fail, as it does for whoever leaves the part out.</summary>
    public required bool Holds { get; init; }

    public bool IsHeader => Part is "SingleHeader";

    /// <summary>Whether this passes only those who know a text that somebody keeps to themselves.</summary>
    public bool IsCredential => Holds && IsSecret;
}
