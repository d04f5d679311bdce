using Auditor.Core.Findings;
using Auditor.Templates.Documents;

namespace Auditor.Templates.Terraform;

/// <summary>A resource or data source as it is when a plan has been applied.</summary>
internal sealed record PlannedResource
{
    public required string Address { get; init; }

    /// <summary>The address of its module; empty for the root.</summary>
    public required string Module { get; init; }

    public required string Type { get; init; }

    public required string Name { get; init; }

    /// <summary>Its key among those that <c>count</c> or <c>for_each</c> make.</summary>
    public string? Index { get; init; }

    public bool IsData { get; init; }

    public required SourcePlace Place { get; init; }

    /// <summary>What is known of it; absent and <c>null</c> are the same.</summary>
    public MapNode? Values { get; init; }

    /// <summary>What is set and known only after the plan is applied: <c>true</c> in its place.</summary>
    public Node? Unknown { get; init; }

    /// <summary>What the configuration says; <see langword="null"/> when the file holds no configuration of it.</summary>
    public MapNode? Expressions { get; init; }

    /// <summary>What <c>for_each</c> goes through, as the configuration says; <see langword="null"/> without one.</summary>
    public MapNode? Each { get; init; }

    /// <summary>Whether it is made by this plan.</summary>
    public bool IsNew { get; init; }

    /// <summary>Whether this plan leaves it as it is.</summary>
    public bool IsUnchanged { get; init; }

    /// <summary>What the rest of the program knows it by.</summary>
    public string Id { get; init; } = "";

    /// <summary>A text that it has already, such as the ARN of what is deployed.</summary>
    public string? Known(string attribute) => Values?[attribute] is TextNode { IsNull: false, Text: { Length: > 0 } text } ? text : null;
}
