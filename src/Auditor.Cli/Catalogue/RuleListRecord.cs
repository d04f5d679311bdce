using System.Text.Json.Nodes;

namespace Auditor.Cli.Catalogue;

// What auditor rules list --format json writes, member for member; what is null is left out.

internal sealed record RuleListRecord
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Title { get; init; }

    public required string Category { get; init; }

    public required string Severity { get; init; }

    public required string Confidence { get; init; }

    public required bool OnByDefault { get; init; }

    public required string Since { get; init; }

    public required string? Assembly { get; init; }

    public required IReadOnlyList<string> AppliesTo { get; init; }

    public required IReadOnlyList<string> Needs { get; init; }

    public required IReadOnlyList<string> Frameworks { get; init; }

    public required IReadOnlyList<RuleOptionRecord> Options { get; init; }
}

internal sealed record RuleOptionRecord(
    string Key, string Kind, string Summary, JsonNode? Default, int? Least, int? Most, IReadOnlyList<string>? Known);
