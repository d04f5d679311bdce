namespace Auditor.Core.Policies.Solving;

/// <summary>Whether the caller is one named session of a role.</summary>
internal sealed class SessionDimension(string sessionArn) : FlagDimension(sessionArn, DimensionRole.Chosen)
{
    public override PolicyRequest Apply(PolicyRequest request, int chosen)
    {
        return chosen == 0 || request.Principal is null
            ? request
            : request with { Principal = request.Principal with { SessionArn = Name } };
    }
}
