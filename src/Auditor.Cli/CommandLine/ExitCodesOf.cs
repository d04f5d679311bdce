namespace Auditor.Cli.CommandLine;

/// <summary>What exit codes mean, as lines of the help.</summary>
internal static class ExitCodesOf
{
    /// <summary>Of commands that judge.</summary>
    public const string Gate =
        """
          0    nothing at or above --fail-on (or new or worse at or above --fail-on-new), and everything was assessed
          1    findings at or above it, whether or not everything was assessed
          2    bad usage or configuration, or AWS cannot be reached as asked
          3    nothing at or above it, but something could not be assessed; 0 with --allow-incomplete
          4    internal error: a defect of auditor or of a rule
          130  cancelled
        """;

    /// <summary>Of collecting, which judges nothing.</summary>
    public const string Collecting =
        """
          0    everything was read
          2    bad usage or configuration, or AWS cannot be reached as asked
          3    something could not be read; 0 with --allow-incomplete
          4    internal error: a defect of auditor
          130  cancelled
        """;

    /// <summary>Of commands that tell who can call what, and fail on nothing that they find.</summary>
    public const string Telling =
        """
          0    everything could be told
          2    bad usage or configuration, or AWS cannot be reached as asked
          3    of something it could not be told who can call it
          4    internal error: a defect of auditor
          130  cancelled
        """;

    /// <summary>Of commands that neither read AWS nor judge.</summary>
    public const string Commands =
        """
          0    done
          2    bad usage or configuration
          4    internal error: a defect of auditor
          130  cancelled
        """;
}
