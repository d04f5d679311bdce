namespace Auditor.Aws.Reading;

/// <summary>
/// Of which REST APIs the working copy is read. It shows what the next deployment would change; what callers meet is read without it.
/// </summary>
public enum WorkingCopies
{
    /// <summary>Of all.</summary>
    All,

    /// <summary>Of those that have changed or were never read, and of some others in turn: all that a cache leaves calls for.</summary>
    Rotate,

    /// <summary>Of none but those whose deployment could not be read in full.</summary>
    None,
}
