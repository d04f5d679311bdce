namespace Auditor.Core.Compliance;

/// <summary>What a control comes to on one thing that it is about.</summary>
public enum ControlOutcome
{
    /// <summary>It was looked at, and holds what the control asks for.</summary>
    Passed,

    /// <summary>It does not hold it.</summary>
    Failed,

    /// <summary>Something could not be read.</summary>
    CouldNotTell,

    /// <summary>It does not hold it, and somebody decided that it is right so.</summary>
    Excepted,
}
