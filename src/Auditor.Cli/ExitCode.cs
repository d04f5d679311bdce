namespace Auditor.Cli;

/// <summary>What the process says to the build that started it.</summary>
internal enum ExitCode
{
    /// <summary>Nothing at or above <c>--fail-on</c>, and everything could be assessed.</summary>
    Clean = 0,

    /// <summary>Findings at or above <c>--fail-on</c>.</summary>
    Findings = 1,

    /// <summary>Bad usage or configuration.</summary>
    Usage = 2,

    /// <summary>Nothing was found at or above <c>--fail-on</c>, but something could not be assessed.</summary>
    Incomplete = 3,

    /// <summary>A defect of Auditor or of a rule.</summary>
    InternalError = 4,

    /// <summary>Stopped by Ctrl-C or SIGTERM, as shells count it.</summary>
    Cancelled = 130,
}
