using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>Where the caller's account stands in an organization: a path whose first part is the organization's id.</summary>
internal sealed class OrganizationDimension(DimensionRole role, ImmutableArray<TextPattern> universe, bool canBeAbsent)
    : TextDimension("aws:PrincipalOrgID", role, universe, canBeAbsent)
{
    // A stranger's organization explains more than none at all.
    public override int Preferred(BitSet possible) => possible.Members.First();

    protected override PolicyRequest Apply(PolicyRequest request, string text) =>
        request.With("aws:PrincipalOrgID", text[..text.IndexOf('/', StringComparison.Ordinal)]).With("aws:PrincipalOrgPaths", text);
}
