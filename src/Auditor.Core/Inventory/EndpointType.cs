namespace Auditor.Core.Inventory;

/// <summary>Where an API or a domain name answers.</summary>
public enum EndpointType
{
    /// <summary>On the internet, behind a CloudFront distribution that AWS owns.</summary>
    Edge,

    /// <summary>On the internet, in its Region.</summary>
    Regional,

    /// <summary>Only through interface VPC endpoints.</summary>
    Private,
}
