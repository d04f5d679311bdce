namespace Auditor.Samples.Production;

/// <summary>Carriers, forwarders and pick-up points: partners whose networks the policies tell, more or less.</summary>
internal static class Logistics
{
    public const string PickUpPoints = "l1p5ck8u2p";
    public const string Quotes = "l2f7rq3t9s";
    public const string Bookings = "l3b6kg1n4c";

    // A forwarder that was let go, by the addresses that it had then.
    private const string FormerForwarder = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"},{"Sid":"FormerForwarder","Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"IpAddress":{"aws:SourceIp":"192.0.2.0/24"}}}]}""";

    public static IEnumerable<Api> RestApis(Place place) => [PickUpPointsApi(place), QuotesApi(place), BookingsApi(place)];

    public static IEnumerable<Domain> DomainNames(Place place) =>
    [
        Private(
            "prices.internal.acme-shop.example",
            "d7p2rc5x",
            place,
            Warehouse.Pricing) with { Policy = ResourcePolicies.Anyone("execute-api:/*") },
        Private(
            "stock.internal.acme-shop.example",
            "d4s8tk1m",
            place,
            Warehouse.Inventory) with { Policy = ResourcePolicies.OnlyVpcEndpoints("execute-api:/*", "vpce-0a1b2c3d4e5f60718") },
    ];

    private static Domain Private(string name, string id, Place place, string api) =>
        Domains.Regional(
            name,
            place.Certificate("9d3e7b52-1f68-4c0a-b7d4-6a2c5e8f0913"),
            Domains.At("", api, "prod")) with
        { EndpointType = EndpointType.Private, DomainNameId = id, IpAddressType = "dualstack" };

    // Somebody meant one provider's network and wrote a good part of the internet.
    private static Api PickUpPointsApi(Place place) =>
        Deployed(
            place,
            Apis.Rest(PickUpPoints, "pickup-points", "2023-06-12", "Shops that keep parcels", Routes.Open("GET /pickup-points", place.Lambda("pickup-points")))) with
        {
            ResourcePolicy = ResourcePolicies.OnlyAddresses(place.Execute(PickUpPoints), "8.0.0.0/6"),
        };

    private static Api QuotesApi(Place place) =>
        Deployed(
            place,
            Apis.Rest(Quotes, "freight-quotes", "2022-11-03", "Prices of forwarders", Routes.WithIam("GET /quotes", place.Lambda("freight-quotes")))) with
        {
            IpAddressType = "dualstack",
            ResourcePolicy = FormerForwarder,
        };

    private static Api BookingsApi(Place place) =>
        Deployed(place, Apis.Rest(Bookings, "freight-bookings", "2022-11-03", "Bookings with forwarders",
            Routes.WithIam(
                "POST /bookings", Backends.Service("arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem", "arn:aws:iam::*:user/*")),
            Routes.WithIam("GET /bookings/{bookingId}", place.Lambda("freight-bookings")))) with
        {
            ResourcePolicy = FormerForwarder,
        };

    private static Api Deployed(Place place, Api api) => api
        .Deployed("l9d4ep", "2026-02-18")
        .Serving(Stages.Rest("prod", "l9d4ep", "2023-06-12", place.LogOf(api.Name), Settings.Throttled(20, 40)) with
        {
            WebAclArn = place.WebAcl("storefront-protection", Storefront.ShopWebAcl),
            TracingEnabled = true,
        })
        .OwnedBy("logistics")
        .Used();
}
