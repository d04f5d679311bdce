using System.Text.Json.Serialization;
using Auditor.Reports.Json;

namespace Auditor.Cli.Diffing;

// What auditor diff --format json writes, member for member; what is null is left out.

internal sealed record DifferenceRecord
{
    public int SchemaVersion { get; init; } = 1;

    public required string Before { get; init; }

    public required string After { get; init; }

    public required bool Different { get; init; }

    public required bool Incomplete { get; init; }

    public required FindingChangesRecord Findings { get; init; }

    public IReadOnlyList<ConfigurationChangeRecord>? Configuration { get; init; }
}

internal sealed record FindingChangesRecord
{
    [JsonPropertyName("came")]
    public required IReadOnlyList<PastFindingRecord> New { get; init; }

    public required IReadOnlyList<PastFindingRecord> Worsened { get; init; }

    [JsonPropertyName("went")]
    public required IReadOnlyList<PastFindingRecord> Gone { get; init; }

    public required IReadOnlyList<PastFindingRecord> FirstAssessed { get; init; }

    public required IReadOnlyList<PastFindingRecord> NotReread { get; init; }
}

internal sealed record ConfigurationChangeRecord(
    string Change, string Account, string? Region, string Thing, string? Property, string? Before, string? After);
