namespace Auditor.Core.Fixes;

/// <summary>What a command does to what is there.</summary>
public enum FixStepKind
{
    /// <summary>It changes it.</summary>
    Changes,

    /// <summary>It only shows something: how it is now, or what belongs into a blank.</summary>
    Shows,

    /// <summary>It takes something away for good.</summary>
    Deletes,

    /// <summary>It makes callers meet what was changed.</summary>
    Deploys,
}
