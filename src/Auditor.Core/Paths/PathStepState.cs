namespace Auditor.Core.Paths;

/// <summary>What a step does with the requests that get as far as it; least to most.</summary>
public enum PathStepState
{
    /// <summary>It hands them on: it is no control.</summary>
    Passes,

    /// <summary>A control that could keep callers out and keeps out nobody, or none where there could be one.</summary>
    Open,

    /// <summary>It lets some through.</summary>
    Narrows,

    /// <summary>It could not be read, or hangs on something that was not.</summary>
    Unknown,

    /// <summary>It lets nobody through.</summary>
    Stops,
}
