using Auditor.Core.Policies;

namespace Auditor.Rules.Policies;

/// <summary>A VPC endpoint of an account that no policy names.</summary>
internal static class ForeignEndpoint
{
    /// <summary>Who comes through it: what lets it through, lets through the endpoints of every account.</summary>
    public static CallerNetwork Network { get; } = CallerNetwork.EndpointsOf([new("vpce-0f0f0f0f0f0f0f0f0", "vpc-0f0f0f0f0f0f0f0f0")]);
}
