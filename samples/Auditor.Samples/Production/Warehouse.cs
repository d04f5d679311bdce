namespace Auditor.Samples.Production;

/// <summary>Stock, prices and parcels: mostly between machines.</summary>
internal static class Warehouse
{
    public const string Inventory = "w2n6iv9k4s";
    public const string Pricing = "g1p5ri8x3c";
    public const string CarrierWebhooks = "f0c4wh7t2z";
    public const string DeliveryTracking = "t3d8tk1m6r";

    public const string ClientCertificate = "c4rt7z";
    public const string Endpoint = "vpce-0a1b2c3d4e5f60718";
    public const string VpcLink = "v9l2kq";

    private const string LoadBalancer = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/tracking/7b1e0c5d2a9f4368/0d6c4b8e1f2a7935";

    public static IEnumerable<Api> RestApis(Place place) => [InventoryApi(place), PricingApi(place), Webhooks(place)];

    public static IEnumerable<Api> HttpApis(Place place) => [Tracking(place)];

    private static Api InventoryApi(Place place) =>
        Apis.Rest(Inventory, "inventory-internal", "2022-05-03", "Stock levels for services in the production VPC",
            Routes.Open("GET /stock/{sku}", place.Lambda("inventory")),
            Routes.Open("POST /stock/{sku}/reservations", place.Lambda("inventory")),
            Routes.Open("DELETE /stock/{sku}/reservations/{reservationId}", place.Lambda("inventory")))
            .Deployed("w0s5ne", "2026-06-24")
            .Serving(Stages.Rest(
                "prod",
                "w0s5ne",
                "2022-05-03",
                place.LogOf("inventory-internal"),
                Settings.Throttled(1000, 2000)) with
            { TracingEnabled = true })
            .OwnedBy("warehouse")
            .Used() with
        {
            EndpointType = EndpointType.Private,
            IpAddressType = "dualstack",
            VpcEndpointIds = [Endpoint],
            SecurityPolicy = "TLS_1_2",
            EndpointAccessMode = null,
            ResourcePolicy = ResourcePolicies.OnlyVpcEndpoints(place.Execute(Inventory), Endpoint),
        };

    // PRIVATE sounds like enough; the policy lets in the VPC endpoints of every AWS customer.
    private static Api PricingApi(Place place) =>
        Apis.Rest(Pricing, "pricing-internal", "2023-01-19", "Purchase prices and margins for services in the production VPC",
            Routes.Open("GET /prices/{sku}", place.Lambda("pricing")),
            Routes.Open("PUT /prices/{sku}", place.Lambda("pricing")),
            Routes.Open("GET /margins", place.Lambda("pricing")))
            .Deployed("g8d3vb", "2025-12-09")
            .Serving(Stages.Rest("prod", "g8d3vb", "2023-01-19", place.LogOf("pricing-internal"), Settings.Throttled(500, 1000)))
            .OwnedBy("warehouse")
            .Used() with
        {
            EndpointType = EndpointType.Private,
            IpAddressType = "dualstack",
            VpcEndpointIds = [Endpoint],
            SecurityPolicy = "TLS_1_2",
            EndpointAccessMode = null,
            ResourcePolicy = ResourcePolicies.Anyone(place.Execute(Pricing)),
        };

    private static Api Webhooks(Place place)
    {
        const string Carriers = "a7c2wh";
        return Apis.Rest(CarrierWebhooks, "carrier-webhooks", "2019-10-14", "Status events of parcel carriers",
            Routes.WithLambdaAuthorizer(
                "POST /carriers/{carrier}/events", Carriers, Backends.Server("http://tms.acme-shop.example:8080/events")),
            Routes.WithLambdaAuthorizer(
                "POST /carriers/{carrier}/labels",
                Carriers,
                Backends.Server("https://labels.acme-shop.example/v2/labels") with { InsecureSkipVerification = true }),
            Routes.WithLambdaAuthorizer("GET /carriers/{carrier}/ping", Carriers, Backends.Mock))
            .With(Authorizers.Token(Carriers, "carrier-signature", place, "carrier-authorizer", "X-Carrier-Signature"))
            .Deployed("f6w1rg", "2022-03-08")
            .Serving(Stages.Rest(
                "prod",
                "f6w1rg",
                "2019-10-14",
                place.LogOf("carrier-webhooks"),
                Settings.Throttled(100, 200)) with
            { ClientCertificateId = ClientCertificate })
            .OwnedBy("logistics")
            .Used() with
        {
            SecurityPolicy = "TLS_1_0",
            EndpointAccessMode = null,
        };
    }

    // One route was moved to the new load balancer and forgot TLS.
    private static Api Tracking(Place place) =>
        Apis.Http(DeliveryTracking, "delivery-tracking", "2025-02-11", "Parcel positions for the customer service desk",
            Routes.WithIam("GET /parcels/{parcelId}", Backends.InVpc(LoadBalancer, VpcLink, tls: true)),
            Routes.WithIam("GET /parcels/{parcelId}/events", Backends.InVpc(LoadBalancer, VpcLink, tls: false)),
            Routes.WithIam("GET /depots", Backends.InVpc(LoadBalancer, VpcLink, tls: true)))
            .Serving(Stages.Automatic("$default", "2025-02-11", place.HttpLogOf("delivery-tracking"), Settings.Limit(100, 200)))
            .OwnedBy("logistics")
            .Used();
}
