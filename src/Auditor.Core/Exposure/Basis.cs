namespace Auditor.Core.Exposure;

/// <summary>What a route's verdict was read from.</summary>
public enum Basis
{
    /// <summary>The snapshot that the stage serves.</summary>
    Deployment,

    /// <summary>The API's configuration, which is live at once (automatic deployment).</summary>
    Live,

    /// <summary>
    /// The API's configuration, although the stage serves a snapshot that could not be read: callers may meet something else.
    /// </summary>
    WorkingCopy,
}
