namespace Auditor.Reports.Sarif;

/// <summary>How much the SARIF says.</summary>
public enum SarifProfile
{
    /// <summary>
    /// What is wrong and counts. Consumers such as GitHub make an open alert of any result, whatever it says about itself.
    /// </summary>
    GitHub,

    /// <summary>Also what passed, was suppressed, is gone since an earlier run, or could not be told.</summary>
    Full,
}
