using System.Collections.Immutable;
using Auditor.Aws.Access;
using Auditor.Aws.Transport;

namespace Auditor.Cli.Collecting;

/// <summary>An account that answered, and the Regions of it to read.</summary>
internal sealed record AccountAccess(AwsCaller Caller, AwsAccount Account, ImmutableArray<string> Regions);
