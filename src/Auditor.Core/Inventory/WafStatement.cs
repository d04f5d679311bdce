using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>What a rule of a web ACL looks for in a request, as far as it decides who is let in.</summary>
public sealed record WafStatement
{
    /// <summary>The kind as AWS WAF names it: <c>AndStatement</c>, <c>IPSetReferenceStatement</c>, <c>ByteMatchStatement</c>, ...</summary>
    public required string Kind { get; init; }

    /// <summary>The statements inside AND, OR and NOT.</summary>
    public ImmutableArray<WafStatement>? Statements { get; init; }

    /// <summary>Whether every request matches, whatever it carries: a size of at least 0, a path that starts with "/", ...</summary>
    public bool? MatchesEverything { get; init; }

    /// <summary>The address blocks of an IP set.</summary>
    public Fact<ImmutableArray<string>> Addresses { get; init; }

    /// <summary>Set when the address is taken from a header.</summary>
    public WafForwardedAddress? ForwardedAddress { get; init; }

    /// <summary>The two-letter codes of a geographic match.</summary>
    public ImmutableArray<string>? Countries { get; init; }

    /// <summary>The label or the namespace of a label match.</summary>
    public string? Label { get; init; }

    /// <summary>Whether <see cref="Label"/> is a namespace.</summary>
    public bool? IsLabelNamespace { get; init; }

    /// <summary>The part of the request that a text match looks at, as AWS WAF names it: <c>SingleHeader</c>, <c>UriPath</c>, ...</summary>
    public string? Part { get; init; }

    /// <summary>The header, cookie or query argument, in lower case.</summary>
    public string? PartName { get; init; }

    /// <summary><c>EXACTLY</c>, <c>STARTS_WITH</c>, <c>ENDS_WITH</c>, <c>CONTAINS</c> or <c>CONTAINS_WORD</c>.</summary>
    public string? Comparison { get; init; }

    /// <summary>What is done to the part before it is compared, in order; <c>NONE</c> is left out.</summary>
    public ImmutableArray<string>? Transformations { get; init; }

    /// <summary>The text that is asked for. Absent when it is a shared secret, which is never kept.</summary>
    public string? Value { get; init; }

    /// <summary>Set when the text is a shared secret: tells the secrets of one web ACL apart, in the order in which they are met.</summary>
    public int? SecretValue { get; init; }
}
