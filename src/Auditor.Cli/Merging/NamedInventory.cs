using Auditor.Core.Inventory;

namespace Auditor.Cli.Merging;

/// <summary>An inventory and what somebody called it on the command line.</summary>
internal sealed record NamedInventory(string Name, Estate Estate);
