namespace Auditor.Templates.Values;

/// <summary>What a file describes, in one scenario.</summary>
internal sealed record ResourceSet
{
    public required string File { get; init; }

    /// <summary>The language, <c>CloudFormation</c>.</summary>
    public required string Language { get; init; }

    public required ImmutableArray<Resource> Resources { get; init; }

    /// <summary>The place that it is deployed to, where somebody said so.</summary>
    public string Region { get; init; } = "us-east-1";

    public string Account { get; init; } = "000000000000";

    /// <summary>What ARNs begin with in the Region.</summary>
    public string Partition => Region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov"
        : Region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn"
        : "aws";

    /// <summary>The logical ids that other templates may refer to.</summary>
    public ImmutableHashSet<string> Exported { get; init; } = [];

    /// <summary>Other names of resources, <c>Api.Stage</c>.</summary>
    public ImmutableDictionary<string, string> Aliases { get; init; } = [];

    /// <summary>Whether what is in it and what is not hangs on parameters' defaults.</summary>
    public bool IsWholeByDefault { get; init; }

    /// <summary>What was read otherwise than it is written, or not at all, as sentences.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}
