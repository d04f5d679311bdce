using System.Collections.Immutable;
using Auditor.Aws.Access;
using Auditor.Aws.Transport;
using Auditor.Core.Inventory;

namespace Auditor.Cli.Collecting;

/// <summary>An account that answered, and the Regions of it to read.</summary>
internal sealed record AccountAccess(AwsCaller Caller, AwsAccount Account, ImmutableArray<string> Regions)
{
    /// <summary>What could not be found out about the account before it was read; null when all could.</summary>
    public Gap? Gap { get; init; }
}
