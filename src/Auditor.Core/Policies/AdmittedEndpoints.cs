using System.Collections.Immutable;

namespace Auditor.Core.Policies;

/// <summary>Through which VPC endpoints callers get in.</summary>
public sealed record AdmittedEndpoints
{
    /// <summary>No endpoint, or the question was about the internet.</summary>
    public static AdmittedEndpoints None { get; } = new();

    /// <summary>
    /// True where an endpoint that the policy does not name, in a VPC that it does not name, is enough: every AWS account can have one.
    /// </summary>
    public bool Anyone { get; init; }

    /// <summary>Ids of the endpoints through which callers have to come; empty where the policy does not ask for the endpoint.</summary>
    public ImmutableArray<string> EndpointIds { get; init; } = [];

    /// <summary>Ids of the VPCs from which callers have to come; empty where the policy does not ask for the VPC.</summary>
    public ImmutableArray<string> VpcIds { get; init; } = [];
}
