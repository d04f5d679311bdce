namespace Auditor.Core.Policies;

/// <summary>Whether any request of a class gets through.</summary>
public enum Verdict
{
    No,
    Yes,

    /// <summary>It hangs on something that a policy alone does not tell.</summary>
    Depends,
}
