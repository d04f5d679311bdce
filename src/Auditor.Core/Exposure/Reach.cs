using System.Collections.Immutable;

namespace Auditor.Core.Exposure;

/// <summary>How far requests get through one way in, before or after credentials are asked for.</summary>
internal sealed record Reach(Audience Audience)
{
    public string? Narrowing { get; init; }

    /// <summary>A request that gets through, in the policy engine's words.</summary>
    public string? Witness { get; init; }

    public bool IsUncertain { get; init; }

    public ImmutableArray<Evidence> Steps { get; init; } = [];

    /// <summary>As far as it is left when a private domain name's policy has to let the same requests through.</summary>
    public Reach Within(Reach? domain)
    {
        if (domain is null)
        {
            return this;
        }

        var narrower = Audience <= domain.Audience ? this : domain;
        return narrower with
        {
            Steps = domain.Steps.AddRange(Steps),
            Witness = narrower.Audience is Audience.Nobody ? null : narrower.Witness,
            // Two lists of endpoints may have none in common: each was asked alone.
            IsUncertain = IsUncertain || domain.IsUncertain || (Audience is Audience.OwnVpcOrAccount && domain.Audience is Audience.OwnVpcOrAccount),
        };
    }
}
