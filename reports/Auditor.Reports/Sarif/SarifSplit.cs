namespace Auditor.Reports.Sarif;

/// <summary>Whether the SARIF is one file.</summary>
public enum SarifSplit
{
    /// <summary>One file with one run.</summary>
    None,

    /// <summary>A file for each account, in runs of a size that consumers keep whole.</summary>
    Account,
}
