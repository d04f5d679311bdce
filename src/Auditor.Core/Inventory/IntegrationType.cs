namespace Auditor.Core.Inventory;

/// <summary>How API Gateway talks to what is behind a route.</summary>
public enum IntegrationType
{
    /// <summary>A value that this version does not know.</summary>
    Other,

    Http,

    HttpProxy,

    Aws,

    AwsProxy,

    /// <summary>Nothing is behind it: API Gateway answers itself.</summary>
    Mock,
}
