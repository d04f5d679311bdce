namespace Auditor.Samples.Production;

/// <summary>Other companies' systems: they sign their requests, or show a certificate.</summary>
internal static class Partners
{
    public const string PartnerApi = "p6t1yn4g8e";
    public const string SupplierEdi = "e2d7is0m5q";
    public const string PaymentCallbacks = "y8c3pb6v1k";
    public const string ErpBridge = "b5e9rp2z7j";

    private const string MarketplaceAccount = "222233334444";
    private const string LogisticsAccount = "333344445555";

    public static IEnumerable<Api> RestApis(Place place) => [Marketplace(place), Edi(place), Callbacks(place), Erp(place)];

    private static Api Marketplace(Place place)
    {
        var offers = place.Lambda("partner-offers");
        // What one partner may see of orders is not for the next one; what offers there are was thought to be the same for all.
        var orders = place.Lambda("partner-orders") with { CacheKeyParameters = ["method.request.header.Authorization"] };
        return Apis.Rest(PartnerApi, "partner-api", "2022-11-08", "Offers and orders for marketplace and logistics partners",
            Routes.WithIam("GET /offers", offers),
            Routes.WithIam("PUT /offers/{offerId}", offers),
            Routes.WithIam("DELETE /offers/{offerId}", offers),
            Routes.WithIam("GET /partner-orders/{orderId}", orders),
            Routes.WithIam("GET /partner-orders", orders),
            Routes.WithIam("POST /partner-orders/{orderId}/shipments", place.Lambda("partner-orders")))
            .Deployed("p3q8zd", "2026-07-15")
            .Serving(Stages.Rest("prod", "p3q8zd", "2022-11-08", place.LogOf("partner-api"), Settings.Throttled(100, 200) with { CachingEnabled = true, CacheDataEncrypted = true }) with
            {
                CacheClusterEnabled = true,
                WebAclArn = place.WebAcl("storefront-protection", Storefront.ShopWebAcl),
                TracingEnabled = true,
            })
            .OwnedBy("partners")
            .WithoutDefaultEndpoint()
            .Used() with
        {
            // As GetRestApis really sends it; the other policies are unescaped for readers of this file.
            ResourcePolicy = ResourcePolicies.AsSent(ResourcePolicies.Accounts(
                place.Execute(PartnerApi, "prod/*"), MarketplaceAccount, LogisticsAccount)),
            SecurityPolicy = "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
            EndpointAccessMode = "STRICT",
        };
    }

    // The certificate is asked for at the domain name; the execute-api name was forgotten.
    private static Api Edi(Place place) =>
        Apis.Rest(SupplierEdi, "supplier-edi", "2020-06-17", "Purchase orders to suppliers, authenticated by client certificate",
            Routes.Open("POST /edi/orders", place.Lambda("edi-inbound")),
            Routes.Open("POST /edi/invoices", place.Lambda("edi-inbound")))
            .Deployed("e7f2mu", "2024-01-23")
            .Serving(Stages.Rest(
                "live",
                "e7f2mu",
                "2020-06-17",
                place.LogOf("supplier-edi") with
                {
                    Format = "$context.requestId $context.requestTime $context.httpMethod "
                    + "$context.resourcePath $context.status"
                },
                Settings.Throttled(50, 100)))
            .OwnedBy("procurement")
            .Used();

    private static Api Callbacks(Place place) =>
        Apis.Rest(PaymentCallbacks, "payment-callbacks", "2023-08-28", "Notifications of the payment provider, authenticated by client "
            + "certificate",
            Routes.Open("POST /payments/notifications", place.Lambda("payment-notifications")),
            Routes.Open("POST /payments/disputes", place.Lambda("payment-notifications")))
            .Deployed("y1h6bs", "2026-02-03")
            .Serving(Stages.Rest("prod", "y1h6bs", "2023-08-28", place.LogOf("payment-callbacks"), Settings.Throttled(200, 400)) with
            {
                WebAclArn = place.WebAcl("storefront-protection", Storefront.ShopWebAcl),
                TracingEnabled = true,
            })
            .OwnedBy("payments")
            .WithoutDefaultEndpoint()
            .Used();

    // IAM asks who is calling, and the policy answers that anyone with an AWS account will do.
    private static Api Erp(Place place) =>
        Apis.Rest(ErpBridge, "erp-bridge", "2021-04-12", "Stock movements and ledger entries from the ERP system",
            Routes.WithIam("POST /stock-movements", place.Lambda("erp-stock")),
            Routes.WithIam("POST /ledger-entries", place.Lambda("erp-ledger")),
            Routes.WithIam("GET /ledger-entries/{entryId}", place.Lambda("erp-ledger")))
            .Deployed("b4j9xo", "2025-03-19")
            // The limit of a method that went when the documents moved.
            .Serving(Stages.Rest(
                "prod",
                "b4j9xo",
                "2021-04-12",
                place.LogOf("erp-bridge"),
                Settings.Throttled(50, 100),
                Settings.Throttled(2, 5) with { Key = "POST /archive" }))
            .OwnedBy("finance")
            .Used() with
        {
            ResourcePolicy = ResourcePolicies.Anyone(place.Execute(ErpBridge)),
        };
}
