namespace Auditor.Samples.Production;

/// <summary>Campaigns, images, the store finder: made in a hurry, kept for years.</summary>
internal static class Marketing
{
    public const string StoreFinder = "n8s3fd6e1x";
    public const string ProductImages = "i2m7gs5u0c";
    public const string ChristmasCampaign = "x4c9mp2h7v";
    public const string BlackFriday = "u6b1kf8y3l";

    public static IEnumerable<Api> RestApis(Place place) => [Finder(place), Christmas(place), ThisYear(place)];

    public static IEnumerable<Api> HttpApis(Place place) => [Images(place)];

    private static Api Finder(Place place) =>
        Apis.Rest(StoreFinder, "store-finder", "2019-05-22", "Shops near you, for pages of www.acme-shop.example only",
            Routes.Open("GET /stores", place.Lambda("store-finder")),
            Routes.Open("GET /stores/{storeId}", place.Lambda("store-finder")))
            .Deployed("n2v7ab", "2023-05-11")
            .Serving(Stages.Rest("prod", "n2v7ab", "2019-05-22", null, Settings.Filled with { MetricsEnabled = true }))
            .OwnedBy("marketing")
            .Used() with
        {
            SecurityPolicy = "TLS_1_0",
            EndpointAccessMode = null,
            ResourcePolicy = ResourcePolicies.OnlyReferer(place.Execute(StoreFinder), "https://www.acme-shop.example/*"),
        };

    // Uploads are protected; whatever is not an upload falls through to the catch-all.
    private static Api Images(Place place)
    {
        const string Editors = "j5i2ed";
        return Apis.Http(ProductImages, "product-images", "2022-04-05", "Resizes and stores product images",
            Routes.WithJwt("POST /uploads", Editors, place.Lambda("images-upload")),
            Routes.WithJwt("DELETE /images/{imageId}", Editors, place.Lambda("images-upload")),
            Routes.Open("$default", place.Lambda("images-resize")))
            .With(Authorizers.Jwt(Editors, "editors", "https://login.acme-shop.example/realms/staff", "product-images"))
            .Serving(Stages.Automatic(
                "$default",
                "2022-04-05") with
            {
                LastDeploymentStatusMessage = "Deployment attempt failed: Unable to deploy API because no routes "
                    + "exist in this API"
            })
            .OwnedBy("marketing")
            .Used() with
        {
            Cors = new() { AllowOrigins = ["*"], AllowMethods = ["*"], AllowHeaders = ["*"] },
        };
    }

    // The campaign is over, the API is not.
    private static Api Christmas(Place place) =>
        Apis.Rest(ChristmasCampaign, "christmas-2023-raffle", "2023-11-13", "Raffle entries, Christmas 2023",
            Routes.Open("POST /entries", place.Lambda("raffle-entries")))
            .Deployed("x1g6rt", "2023-11-27")
            .Serving(Stages.Rest("prod", "x1g6rt", "2023-11-13"))
            .OwnedBy("marketing")
            .Unused();

    // No request yet either, but it is a week old.
    private static Api ThisYear(Place place)
    {
        const string CustomerPool = "a6b1fv";
        return Apis.Rest(BlackFriday, "black-friday-2026", "2026-11-12", "Early access to offers for members",
            Routes.WithCognito("GET /offers/early", CustomerPool, place.Lambda("early-offers")),
            Routes.Preflight("/offers/early"))
            .With(Authorizers.Cognito(CustomerPool, "customers", place.UserPool("eu-west-1_Kq7Zt2LwP")))
            .Deployed("u8f3hm", "2026-11-16")
            .Serving(Stages.Rest("prod", "u8f3hm", "2026-11-12", place.LogOf("black-friday-2026"), Settings.Throttled(500, 1000)) with
            {
                WebAclArn = place.WebAcl("storefront-protection", Storefront.ShopWebAcl),
                TracingEnabled = true,
            })
            .OwnedBy("marketing")
            .WithoutDefaultEndpoint()
            .Unused();
    }
}
