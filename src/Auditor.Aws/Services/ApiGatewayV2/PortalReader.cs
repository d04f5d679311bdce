using System.Text.Json.Nodes;
using Auditor.Aws.Reading;
using Auditor.Core.Inventory;
using Auditor.Core.Text;

namespace Auditor.Aws.Services.ApiGatewayV2;

/// <summary>
/// Reads developer portals, and which endpoints the readers of published ones can try: one list for each distinct product.
/// </summary>
internal sealed class PortalReader(RegionReader region)
{
    public async Task<Fact<ImmutableArray<Portal>>> ReadAsync(CancellationToken cancellationToken)
    {
        var listed = await region.Gaps.TryAsync(
            () => region.ListAsync(HttpApiOperations.ListPortals, [], cancellationToken),
            region.Region,
            "Whether a developer portal is open to the world.").ConfigureAwait(false);
        if (listed.Unknown is { } reason)
        {
            return reason;
        }

        var portals = listed.Value.Where(portal => portal.PortalId is { Length: > 0 })
            .DistinctBy(portal => portal.PortalId, StringComparer.Ordinal)
            .OrderBy(portal => portal.PortalId, StringComparer.Ordinal)
            .ToArray();
        var products = portals.Where(HasReaders)
            .SelectMany(portal => AnswerTexts.Texts(portal.IncludedPortalProductArns))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        var endpoints = (await Task.WhenAll(products.Select(async product => (product, Endpoints: await EndpointsAsync(product, cancellationToken).ConfigureAwait(false))))
            .ConfigureAwait(false))
            .ToImmutableDictionary(product => product.product, product => product.Endpoints, StringComparer.Ordinal);
        return ImmutableArray.CreateRange(portals.Select(portal => Portal(portal, endpoints)));
    }

    private Portal Portal(Wire.Portal portal, ImmutableDictionary<string, Fact<ImmutableArray<string>>> endpoints)
    {
        var id = portal.PortalId ?? "";
        return new()
        {
            Id = id,
            Arn = portal.PortalArn ?? $"arn:{region.Account.Partition}:apigateway:{region.Region}:{region.Account.Id}:/portals/{id}",
            Name = portal.PortalContent?.DisplayName ?? id,
            PublishStatus = portal.PublishStatus,
            IsOpenToTheWorld = portal.Authorization switch
            {
                { CognitoConfig: not null } => false,
                { None: not null } => true,
                _ =>
                    new Unknown($"The answer of {HttpApiOperations.ListPortals.Id} names no way to sign in that this version knows.")
                    {
                        Operation = HttpApiOperations.ListPortals.Id,
                        Code = "UnknownValue",
                    },
            },
            TryItEndpoints = HasReaders(portal)
                ? Together(AnswerTexts.Texts(portal.IncludedPortalProductArns).Select(product => endpoints[product]))
                : ImmutableArray<string>.Empty,
        };
    }

    // One that was never published has no address, and a disabled one does not answer. A failed change leaves the portal as it was.
    private static bool HasReaders(Wire.Portal portal) => portal.PublishStatus is not (null or "DISABLED");

    // Part of the endpoints must not pass for all.
    private static Fact<ImmutableArray<string>> Together(IEnumerable<Fact<ImmutableArray<string>>> products)
    {
        var endpoints = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var product in products)
        {
            if (product.Unknown is { } reason)
            {
                return reason;
            }

            endpoints.UnionWith(product.Value);
        }

        return ImmutableArray.CreateRange(endpoints);
    }

    private async Task<Fact<ImmutableArray<string>>> EndpointsAsync(string product, CancellationToken cancellationToken)
    {
        // arn:aws:apigateway:eu-central-1:123456789012:/portalproducts/id; a product may be shared by another account.
        var arn = ArnParts.Of(product);
        var arguments = new JsonObject
        {
            ["portalProductId"] = product[(product.LastIndexOf('/') + 1)..],
            ["resourceOwnerAccountId"] = arn is null || arn.Account == region.Account.Id || arn.Account is "" ? null : arn.Account,
        };
        return await region.Gaps.TryAsync(
            async () =>
            {
                var pages = await region.ListAsync(HttpApiOperations.ListProductRestEndpointPages, arguments, cancellationToken)
                    .ConfigureAwait(false);
                return ImmutableArray.CreateRange(pages.Where(page => page.TryItState is "ENABLED").Select(Endpoint));
            },
            product,
            "Whether readers of a portal can call APIs from it.").ConfigureAwait(false);
    }

    private static string Endpoint(Wire.ProductRestEndpointPage page) => page.RestEndpointIdentifier?.IdentifierParts is { } parts
        ? $"{parts.Method} {parts.Path} of API {Quote.Of(parts.RestApiId ?? "")}, stage {Quote.Of(parts.Stage ?? "")}"
        : page.Endpoint ?? "";
}
