using Auditor.Aws.Operations;
using Auditor.Aws.Reading;
using Auditor.Aws.Services.ApiGateway;
using Auditor.Aws.Services.ApiGatewayV2;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;

namespace Auditor.Aws.Collection;

/// <summary>What a Region has to attach to APIs: lists that do not depend on which APIs there are.</summary>
internal sealed record Attachments
{
    public required Fact<ImmutableArray<UsagePlan>> UsagePlans { get; init; }

    public required Fact<ImmutableArray<ApiKey>> ApiKeys { get; init; }

    public required Fact<ImmutableArray<VpcLink>> VpcLinks { get; init; }

    public required Fact<ImmutableArray<ClientCertificate>> ClientCertificates { get; init; }

    public required Fact<ImmutableArray<Portal>> Portals { get; init; }

    public static async Task<Attachments> ReadAsync(RegionReader region, CancellationToken cancellationToken)
    {
        var usagePlans = region.Needs(Prerequisites.OfUsagePlans)
            ? new UsagePlanReader(region).ReadAsync(cancellationToken)
            : NotNeeded<UsagePlan>();
        var apiKeys = region.Needs(Needs.ApiKeys) ? new ApiKeyReader(region).ReadAsync(cancellationToken) : NotNeeded<ApiKey>();
        var vpcLinks = region.Needs(Needs.VpcLinks) ? new VpcLinkReader(region).ReadAsync(cancellationToken) : NotNeeded<VpcLink>();
        var clientCertificates = region.Needs(Needs.ClientCertificates)
            ? new ClientCertificateReader(region).ReadAsync(cancellationToken)
            : NotNeeded<ClientCertificate>();
        var portals = !region.Needs(Needs.Portals) ? NotNeeded<Portal>()
            : Offerings.HasPortals(region.Account.Partition) ? new PortalReader(region).ReadAsync(cancellationToken)
            : Task.FromResult<Fact<ImmutableArray<Portal>>>(ImmutableArray<Portal>.Empty);
        await Task.WhenAll(usagePlans, apiKeys, vpcLinks, clientCertificates, portals).ConfigureAwait(false);
        return new()
        {
            UsagePlans = await usagePlans.ConfigureAwait(false),
            ApiKeys = await apiKeys.ConfigureAwait(false),
            VpcLinks = await vpcLinks.ConfigureAwait(false),
            ClientCertificates = await clientCertificates.ConfigureAwait(false),
            Portals = await portals.ConfigureAwait(false),
        };
    }

    private static Task<Fact<ImmutableArray<T>>> NotNeeded<T>() => Task.FromResult(default(Fact<ImmutableArray<T>>));
}
