namespace Auditor.Core.Inventory;

/// <summary>What became of a member.</summary>
public enum ConfigChangeKind
{
    Changed,
    Added,
    Removed,
}
