using System.Collections.Immutable;
using Auditor.Core.Inventory;

namespace Auditor.Cli.Collecting;

/// <summary>An account that could not be entered, and the Regions of it that stay unread.</summary>
internal sealed record ClosedAccount(string Partition, string Account, ImmutableArray<string> Regions, Gap Gap);
