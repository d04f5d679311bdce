namespace Auditor.Core.Policies;

/// <summary>The way by which a class of callers comes.</summary>
public enum CallerNetworkKind
{
    Internet,

    /// <summary>Through one of the endpoints that are listed.</summary>
    ListedEndpoints,

    /// <summary>Through any endpoint, of any account, that is not listed.</summary>
    OtherEndpoints,
}
