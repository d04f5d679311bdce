namespace Auditor.Core.Fixes;

/// <summary>The quotes around a place in a command.</summary>
internal enum ShellQuote
{
    /// <summary>None.</summary>
    None,

    /// <summary>Single ones: nothing in them means anything to the shell.</summary>
    Single,

    /// <summary>Double ones: variables and commands are still replaced.</summary>
    Double,
}
