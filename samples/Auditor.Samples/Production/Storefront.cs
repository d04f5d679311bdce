namespace Auditor.Samples.Production;

/// <summary>The web shop: what its pages and the app talk to.</summary>
internal static class Storefront
{
    public const string Shop = "k3v9s1q2xa";
    public const string Catalogue = "c7m2tz81pf";
    public const string Checkout = "h4x8d0wq6b";
    public const string Reviews = "r9b5kx3e7u";

    public const string ShopWebAcl = "4f1c2a9e-6f0b-4a53-9a37-0f4f2d0c8b11";
    public const string CatalogueWebAcl = "b07d3c55-2f4e-4c0e-8a5e-7f3a1d9c6e22";

    public static IEnumerable<Api> RestApis(Place place) => [ShopApi(place), CatalogueApi(place), ReviewsApi(place)];

    public static IEnumerable<Api> HttpApis(Place place) => [CheckoutApi(place)];

    // Everything asks for a customer's token, except what somebody needed for one night in 2024.
    private static Api ShopApi(Place place)
    {
        const string Customers = "a1c0gn";
        var lambda = (string name) => place.Lambda($"storefront-{name}");
        return Apis.Rest(Shop, "storefront-api", "2022-02-14", "Cart, orders and profile of the web shop",
            Routes.WithCognito("GET /cart", Customers, lambda("cart")),
            Routes.WithCognito("POST /cart/items", Customers, lambda("cart")).Validated(),
            Routes.WithCognito("DELETE /cart/items/{itemId}", Customers, lambda("cart")),
            Routes.WithCognito("GET /orders", Customers, lambda("orders")),
            Routes.WithCognito("POST /orders", Customers, lambda("orders")).Validated(),
            Routes.WithCognito("GET /orders/{orderId}", Customers, lambda("orders")),
            Routes.WithCognito("GET /account/profile", Customers, lambda("profile")),
            Routes.WithCognito("PUT /account/profile", Customers, lambda("profile")).Validated(),
            Routes.WithCognito("GET /account/addresses", Customers, lambda("profile")),
            Routes.WithCognito("POST /account/addresses", Customers, lambda("profile")).Validated(),
            Routes.WithCognito("DELETE /account/addresses/{addressId}", Customers, lambda("profile")),
            Routes.WithCognito("GET /account/payment-methods", Customers, lambda("payment-methods")),
            Routes.WithCognito("DELETE /account/payment-methods/{methodId}", Customers, lambda("payment-methods")),
            Routes.WithCognito("GET /wishlists", Customers, lambda("wishlists")),
            Routes.WithCognito("POST /wishlists", Customers, lambda("wishlists")).Validated(),
            Routes.WithCognito("PUT /wishlists/{wishlistId}", Customers, lambda("wishlists")).Validated(),
            Routes.WithCognito("DELETE /wishlists/{wishlistId}", Customers, lambda("wishlists")),
            Routes.WithCognito("POST /orders/{orderId}/cancellation", Customers, lambda("orders")).Validated(),
            Routes.WithCognito("GET /orders/{orderId}/invoice", Customers, lambda("invoices")),
            Routes.Open("POST /admin/reindex", lambda("search-reindex")).Validated(),
            Routes.Preflight("/cart"),
            Routes.Preflight("/orders"),
            Routes.Preflight("/account/profile"))
            .With(Authorizers.Cognito(Customers, "customers", place.UserPool("eu-west-1_Kq7Zt2LwP")))
            .Validating()
            .Deployed("d8k1rq", "2026-10-29")
            .Serving(Stages.Rest("prod", "d8k1rq", "2022-02-14", place.LogOf("storefront-api"), Settings.Throttled(800, 1600), Settings.Throttled(50, 100) with { Key = "POST /orders" }) with
            {
                WebAclArn = place.WebAcl("storefront-protection", ShopWebAcl),
                TracingEnabled = true,
                Variables = [new() { Name = "cartTable", Value = "storefront-cart" }, new() { Name = "currency", Value = "EUR" }],
            })
            .OwnedBy("storefront")
            .WithoutDefaultEndpoint()
            .Used();
    }

    // Open on purpose, and behind everything that an open API needs.
    private static Api CatalogueApi(Place place)
    {
        var catalogue = place.Lambda("catalogue-read");
        return Apis.Rest(Catalogue, "public-catalogue", "2021-09-06", "Products, prices and stock for everybody: open on purpose",
            Routes.Open("GET /products", catalogue),
            Routes.Open("GET /products/{sku}", catalogue),
            Routes.Open("GET /categories", catalogue),
            Routes.Open("GET /search", place.Lambda("catalogue-search")))
            .Deployed("c2w7ht", "2026-08-11")
            .Serving(Stages.Rest("prod", "c2w7ht", "2021-09-06", place.LogOf("public-catalogue"), Settings.Throttled(1500, 3000) with { CachingEnabled = true, RequireAuthorizationForCacheControl = false }) with
            {
                CacheClusterEnabled = true,
                WebAclArn = place.WebAcl("catalogue-protection", CatalogueWebAcl),
                TracingEnabled = true,
            })
            .OwnedBy("storefront")
            .WithoutDefaultEndpoint()
            .Used();
    }

    private static Api CheckoutApi(Place place)
    {
        const string Customers = "j0w7ta";
        var checkout = place.Lambda("checkout");
        return Apis.Http(Checkout, "checkout", "2024-05-21", "Payment and delivery choice of the web shop",
            Routes.WithJwt("POST /checkouts", Customers, checkout, "checkout/write"),
            Routes.WithJwt("GET /checkouts/{checkoutId}", Customers, checkout, "checkout/read"),
            Routes.WithJwt("PUT /checkouts/{checkoutId}/delivery", Customers, checkout, "checkout/write"),
            Routes.WithJwt("PUT /checkouts/{checkoutId}/payment", Customers, checkout, "checkout/write"),
            Routes.WithJwt("DELETE /checkouts/{checkoutId}", Customers, checkout, "checkout/write"),
            Routes.WithJwt("POST /checkouts/{checkoutId}/confirm", Customers, checkout, "checkout/write"))
            .With(Authorizers.Jwt(
                Customers, "customers", "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Kq7Zt2LwP", "5s8c1rk0p2fjv9e3mb7ty4hq6a"))
            .Serving(Stages.Automatic("$default", "2024-05-21", place.HttpLogOf("checkout"), Settings.Limit(300, 600)))
            .OwnedBy("storefront")
            .WithoutDefaultEndpoint()
            .Used() with
        {
            Cors = new()
            {
                AllowCredentials = true,
                AllowOrigins = ["https://www.acme-shop.example"],
                AllowMethods = ["GET", "POST", "PUT"],
                AllowHeaders = ["authorization", "content-type"],
            },
        };
    }

    // A tenth of the traffic meets a canary in which whoever likes may delete reviews.
    private static Api ReviewsApi(Place place)
    {
        const string Customers = "a4r7vw";
        var reviews = place.Lambda("reviews");
        return Apis.Rest(Reviews, "reviews-api", "2023-03-30", "Product reviews",
            Routes.WithLambdaAuthorizer("GET /products/{sku}/reviews", Customers, reviews),
            Routes.WithLambdaAuthorizer("POST /products/{sku}/reviews", Customers, reviews),
            Routes.WithLambdaAuthorizer("DELETE /reviews/{reviewId}", Customers, reviews),
            Routes.Preflight("/products/{sku}/reviews"))
            .With(Authorizers.Token(Customers, "customer-session", place, "session-authorizer"))
            .Deployed("v5n0ay", "2026-09-02")
            .Deployed(
                "v6p3ck", "2026-11-18", new DeployedMethod { Key = "DELETE /reviews/{reviewId}", Authorization = AuthorizationKind.None })
            .Serving(Stages.Rest("prod", "v5n0ay", "2023-03-30", place.LogOf("reviews-api"), Settings.Throttled(200, 400)) with
            {
                Canary = new() { DeploymentId = "v6p3ck", PercentTraffic = 10 },
                TracingEnabled = true,
            })
            .OwnedBy("storefront")
            .WithoutDefaultEndpoint()
            .Used();
    }
}
