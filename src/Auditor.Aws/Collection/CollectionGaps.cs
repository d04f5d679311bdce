namespace Auditor.Aws.Collection;

/// <summary>How gaps name questions that are no calls to AWS.</summary>
public static class CollectionGaps
{
    /// <summary>Whether DNS knows a host.</summary>
    public const string HostLookup = "dns:Lookup";
}
