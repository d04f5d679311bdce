using Auditor.Core.Inventory;

namespace Auditor.Aws.Collection;

/// <summary>What APIs refer to outside of API Gateway, and who watches them.</summary>
internal sealed record References
{
    public required ImmutableArray<WebAcl> WebAcls { get; init; }

    public required ImmutableArray<Function> Functions { get; init; }

    public required ImmutableArray<LogGroup> LogGroups { get; init; }

    public required ImmutableArray<UserPool> UserPools { get; init; }

    public required ImmutableArray<BackendHost> BackendHosts { get; init; }

    public required Fact<ImmutableArray<Alarm>> Alarms { get; init; }
}
