namespace Auditor.Core.Exposure;

/// <summary>Who can get a request as far as a thing, fewest to most. Severity falls with it.</summary>
public enum Audience
{
    /// <summary>No way leads there.</summary>
    Nobody,

    /// <summary>Only the own VPCs, or principals of the own account.</summary>
    OwnVpcOrAccount,

    /// <summary>Callers from given networks, through other accounts' VPC endpoints, or principals of other accounts.</summary>
    OthersOrNetwork,

    /// <summary>Anyone on the internet.</summary>
    Internet,
}
