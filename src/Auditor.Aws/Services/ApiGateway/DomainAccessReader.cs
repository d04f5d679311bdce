using Auditor.Aws.Reading;
using Auditor.Core.Inventory;

namespace Auditor.Aws.Services.ApiGateway;

/// <summary>Reads which VPC endpoints may use private custom domain names, this account's and others'.</summary>
internal sealed class DomainAccessReader(RegionReader region)
{
    private static readonly string[] Owners = ["SELF", "OTHER_ACCOUNTS"];

    public async Task<Fact<ImmutableArray<DomainAccessAssociation>>> ReadAsync(
        Fact<ImmutableArray<Domain>> domains, CancellationToken cancellationToken)
    {
        if (domains.Unknown is { } reason)
        {
            return reason;
        }

        // A kind of endpoint that this version does not know may be a private one.
        return domains.Value.Any(domain => !domain.EndpointType.IsKnown || domain.EndpointType.Value is EndpointType.Private)
            ? await region.Gaps.TryAsync(
                () => AssociationsAsync(cancellationToken),
                region.Arn("/domainnameaccessassociations"),
                "Who may use private custom domain names.")
                .ConfigureAwait(false)
            : ImmutableArray<DomainAccessAssociation>.Empty;
    }

    private async Task<ImmutableArray<DomainAccessAssociation>> AssociationsAsync(CancellationToken cancellationToken)
    {
        var listed = await Task.WhenAll(Owners.Select(owner => region.ListAsync(
            RestApiOperations.GetDomainNameAccessAssociations, new() { ["resourceOwner"] = owner }, cancellationToken)))
            .ConfigureAwait(false);
        return
        [
            .. listed.SelectMany(associations => associations)
                .Where(association => association is { DomainNameAccessAssociationArn: not null, DomainNameArn: not null, AccessAssociationSource: not null })
                .Select(association => new DomainAccessAssociation { Arn = association.DomainNameAccessAssociationArn ?? "", DomainNameArn = association.DomainNameArn ?? "", Source = association.AccessAssociationSource ?? "" })
                .DistinctBy(association => association.Arn, StringComparer.Ordinal)
                .OrderBy(association => association.Arn, StringComparer.Ordinal),
        ];
    }
}
