namespace Auditor.Cli.Diffing;

/// <summary>What happened to something between two inventories.</summary>
internal enum ChangeKind
{
    Added,
    Removed,
    Changed,

    /// <summary>One of the two does not know it.</summary>
    NotComparable,
}
