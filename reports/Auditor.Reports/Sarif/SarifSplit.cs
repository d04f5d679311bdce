namespace Auditor.Reports.Sarif;

/// <summary>Whether the SARIF is one file.</summary>
public enum SarifSplit
{
    /// <summary>One file with one run.</summary>
    None,

    /// <summary>One file as long as consumers keep all of its results, else as <see cref="Account"/>.</summary>
    Auto,

    /// <summary>A file for each account, in runs of a size that consumers keep whole.</summary>
    Account,
}
