namespace Auditor.Samples.Production;

/// <summary>The app, gift cards, returns, and what tells customers how things stand.</summary>
internal static class Customers
{
    public const string Loyalty = "l7y2mb5a0d";
    public const string GiftCards = "q4g9fc1v6n";
    public const string Returns = "z0r3tn8b5w";
    public const string OrderUpdates = "o1u6ws4p9k";
    public const string SupportChat = "s5c8ht3j2y";

    public static IEnumerable<Api> RestApis(Place place) => [LoyaltyApi(place), GiftCardApi(place), ReturnsApi(place)];

    public static IEnumerable<Api> WebSocketApis(Place place) => [Updates(place), Chat(place)];

    // The key ships with the app: everybody who has the app has the key.
    private static Api LoyaltyApi(Place place) =>
        Apis.Rest(Loyalty, "loyalty-mobile-api", "2020-09-29", "Points and coupons for the mobile app",
            Routes.WithKeyOnly("GET /members/{memberId}/points", place.Lambda("loyalty")),
            Routes.WithKeyOnly("GET /members/{memberId}/coupons", place.Lambda("loyalty")),
            Routes.WithKeyOnly("POST /members/{memberId}/coupons/{couponId}/redeem", place.Lambda("loyalty")))
            .Deployed("l3t8ow", "2026-04-30")
            .Serving(Stages.Rest("v2", "l3t8ow", "2022-10-05", place.LogOf("loyalty-mobile-api"), Settings.Filled with { LoggingLevel = "OFF", MetricsEnabled = true }) with
            {
                WebAclArn = place.WebAcl("storefront-protection", Storefront.ShopWebAcl),
                TracingEnabled = true,
                Variables = [new() { Name = "crmApiToken", Redacted = true }, new() { Name = "memberTable", Value = "loyalty-members" }],
            })
            .OwnedBy("loyalty")
            .WithoutDefaultEndpoint()
            .Used();

    // A key and an authorizer; the test stage still writes whole requests to the log.
    private static Api GiftCardApi(Place place)
    {
        const string Resellers = "a9g4rs";
        return Apis.Rest(GiftCards, "gift-cards-api", "2021-11-02", "Gift cards: issue, balance, redeem",
            Routes.WithLambdaAuthorizer("POST /cards", Resellers, place.Lambda("gift-cards")) with { ApiKeyRequired = true },
            Routes.WithLambdaAuthorizer(
                "GET /cards/{cardId}/balance", Resellers, place.Lambda("gift-cards")) with
            { ApiKeyRequired = true },
            Routes.WithLambdaAuthorizer("POST /cards/{cardId}/redemptions", Resellers, place.Lambda("gift-cards")) with { ApiKeyRequired = true })
            .With(Authorizers.Token(Resellers, "reseller-token", place, "reseller-authorizer"))
            .Deployed("q7k2ej", "2026-05-12")
            .Deployed("q9m5uh", "2026-11-13")
            .Serving(
                Stages.Rest("prod", "q7k2ej", "2021-11-02", place.LogOf("gift-cards-api"), Settings.Throttled(100, 200)) with
                {
                    WebAclArn = place.WebAcl("storefront-protection", Storefront.ShopWebAcl),
                    TracingEnabled = true,
                },
                Stages.Rest(
                    "uat",
                    "q9m5uh",
                    "2021-11-02",
                    place.LogOf("gift-cards-api-uat"),
                    Settings.Throttled(20, 40) with { LoggingLevel = "INFO", DataTraceEnabled = true }) with
                {
                    WebAclArn = place.WebAcl("storefront-protection", Storefront.ShopWebAcl),
                })
            .OwnedBy("payments")
            .WithoutDefaultEndpoint()
            .Used()
            .ButForStage("uat");
    }

    // Somebody closed the routes, saw the fix in the console and never deployed it.
    private static Api ReturnsApi(Place place)
    {
        const string CustomerPool = "a2r6zt";
        return Apis.Rest(Returns, "returns-api", "2022-08-16", "Returns and refunds",
            Routes.WithCognito("POST /returns", CustomerPool, place.Lambda("returns")),
            Routes.WithCognito("GET /returns/{returnId}", CustomerPool, place.Lambda("returns")),
            Routes.WithCognito("GET /returns/{returnId}/label", CustomerPool, place.Lambda("returns-labels")),
            Routes.Preflight("/returns", "*"),
            Routes.Open("OPTIONS /returns/{returnId}", place.Lambda("returns")))
            .With(Authorizers.Cognito(CustomerPool, "customers", place.UserPool("eu-west-1_Kq7Zt2LwP")))
            .Deployed("z5e0pi", "2024-09-27",
                new DeployedMethod { Key = "POST /returns", Authorization = AuthorizationKind.None },
                new DeployedMethod { Key = "GET /returns/{returnId}", Authorization = AuthorizationKind.None })
            .Serving(Stages.Rest("prod", "z5e0pi", "2022-08-16", place.LogOf("returns-api"), Settings.Throttled(50, 100)) with
            {
                WebAclArn = place.WebAcl("storefront-protection", Storefront.ShopWebAcl),
            })
            .OwnedBy("customer-care")
            .WithoutDefaultEndpoint()
            .Used();
    }

    // The authorizer was made and never used: whoever connects gets the updates of whichever order they ask for.
    private static Api Updates(Place place) =>
        Apis.WebSocket(OrderUpdates, "order-updates", "2023-06-06", "Pushes order status to open browser tabs",
            Routes.Open("$connect", place.Lambda("order-updates")),
            Routes.Open("$disconnect", place.Lambda("order-updates")),
            Routes.Open("subscribe", place.Lambda("order-updates")))
            .With(Authorizers.Connection("c7o2ua", "customer-session", place, "session-authorizer"))
            .Serving(Stages.Automatic("prod", "2023-06-06", null, Settings.Limit(500, 1000) with { LoggingLevel = "ERROR" }))
            .OwnedBy("storefront")
            .Used();

    // Only '$connect' can ask; the other routes answer on a connection that was let in.
    private static Api Chat(Place place)
    {
        const string Session = "c1h5au";
        return Apis.WebSocket(SupportChat, "support-chat", "2024-11-26", "Chat with customer care",
            Routes.WithLambdaAuthorizer("$connect", Session, place.Lambda("support-chat")),
            Routes.Open("$disconnect", place.Lambda("support-chat")),
            Routes.Open("$default", place.Lambda("support-chat")),
            Routes.Open("sendMessage", place.Lambda("support-chat")))
            .With(Authorizers.Connection(Session, "customer-session", place, "session-authorizer"))
            .Serving(Stages.Automatic(
                "prod", "2024-11-26", place.HttpLogOf("support-chat"), Settings.Limit(200, 400) with { LoggingLevel = "ERROR" }))
            .OwnedBy("customer-care")
            .WithoutDefaultEndpoint()
            .Used();
    }
}
