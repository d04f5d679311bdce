using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>A snapshot of a REST API that a stage serves.</summary>
public sealed record Deployment
{
    public required string Id { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The methods in it (<c>GetDeployment?embed=apisummary</c>); unknown when the answer lacked the summary.</summary>
    public Fact<ImmutableArray<DeployedMethod>> Methods { get; init; }

    /// <summary>The rest of it (<c>GetExport</c>); not asked for where the working copy has the same methods and was not seen to change since.</summary>
    public Fact<DeployedDefinition> Definition { get; init; }
}
