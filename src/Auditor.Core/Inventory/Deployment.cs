using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>A snapshot of a REST API that a stage serves, or of an HTTP API whose stage does not serve what is configured.</summary>
public sealed record Deployment
{
    public required string Id { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The methods in it (<c>GetDeployment?embed=apisummary</c>, REST); unknown when the answer lacked the summary.</summary>
    public Fact<ImmutableArray<DeployedMethod>> Methods { get; init; }

    /// <summary>
    /// The rest of it (<c>GetExport</c>, <c>ExportApi</c>). Not collected only in inventories of versions that asked for it where the
    /// working copy has other methods, and nowhere else.
    /// </summary>
    public Fact<DeployedDefinition> Definition { get; init; }
}
