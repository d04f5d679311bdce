namespace Auditor.Samples.Production;

/// <summary>
/// The APIs of a company that Acme bought in 2025, moved into its account as they were. Their successors are being built.
/// </summary>
internal static class Nordkauf
{
    public const string Orders = "n1o7rd4k9s";
    public const string PriceLists = "n2p8rl5m0t";
    public const string Members = "n3m9eb6o1u";
    public const string Tickets = "n4t0ic7p2v";

    private const string Pool = "eu-west-1_Nk3Yp8QsT";
    private const string OldCertificate = "c7nk2x";
    private const string OwnWebAcl = "8e2d5a71-0c4f-4b96-b3d8-5f9e1a7c2046";
    private const string ClassicWebAcl = "1d7c3f58-9a2e-46b0-8f14-6c5d0e9b7a32";

    public static IEnumerable<Api> RestApis(Place place) => [OrdersApi(place), PriceListApi(place)];

    public static IEnumerable<Api> HttpApis(Place place) => [MembersApi(place)];

    public static IEnumerable<Api> WebSocketApis(Place place) => [TicketsApi(place)];

    public static IEnumerable<Domain> DomainNames(Place place) =>
    [
        // The third path led to an API that nobody moved.
        Domains.Regional("api.nordkauf.example", place.Certificate("4a8d1c6e-2b97-4f03-8c5a-e7d0b9f31264"),
            Domains.At("members", Members, "$default"),
            Domains.At("prices", PriceLists, "prod"),
            Domains.At("stores", "n5s1tr8q3w", "prod")),
        Domains.Regional(
            "b2b.nordkauf.example", place.Certificate("e1f7b3a9-6d42-4c85-9e0b-2a5c8d7f4016"), Domains.At("", Orders, "prod")) with
        {
            MutualTls = new()
            {
                TruststoreUri = "s3://nordkauf-truststore/dealers.pem",
                TruststoreVersion = "v8Qe1kTzLw0rXc5YbN3mJd7HsF2gPa6U",
                TruststoreWarnings = ["Certificate CN=dealer-ca.nordkauf.example has expired."],
            },
        },
    ];

    public static IEnumerable<WebAcl> WebAcls(Place place) =>
    [
        Waf.WebAcl(place.WebAcl("nordkauf-own-rules", OwnWebAcl), "nordkauf-own-rules",
            new WafRule { Name = "old-crawlers", Action = WafAction.Block, Statement = "ByteMatchStatement" }) with
        {
            IsLogged = false,
        },
    ];

    public static IEnumerable<ClientCertificate> ClientCertificates() =>
        [new() { Id = OldCertificate, CreatedAt = Day.Of("2025-12-04"), ExpiresAt = Day.Of("2026-12-04") }];

    // Imported, and whoever renewed it is not there any more.
    public static IEnumerable<Certificate> Certificates(Place place) =>
    [
        new()
        {
            Arn = place.Certificate("4a8d1c6e-2b97-4f03-8c5a-e7d0b9f31264"),
            Details = new CertificateDetails
            {
                Status = "ISSUED",
                Type = "IMPORTED",
                ExpiresAt = Day.Of("2026-11-25"),
                RenewalEligibility = "INELIGIBLE",
                KeyAlgorithm = "RSA-2048",
            },
        },
        new()
        {
            Arn = place.Certificate("e1f7b3a9-6d42-4c85-9e0b-2a5c8d7f4016"),
            Details = new CertificateDetails
            {
                Status = "ISSUED",
                Type = "IMPORTED",
                ExpiresAt = Day.Of("2027-05-30"),
                RenewalEligibility = "INELIGIBLE",
                KeyAlgorithm = "RSA-2048",
            },
        },
    ];

    public static IEnumerable<UserPool> UserPools(Place place) =>
        [new() { Arn = place.UserPool(Pool), Settings = new UserPoolSettings { Name = "nordkauf-members", AllowsSelfSignUp = true, MfaConfiguration = "OFF" } }];

    private static Api OrdersApi(Place place)
    {
        const string Dealers = "n1d4lr";
        const string Warehouses = "n1w8hs";
        var backend = Backends.Server("https://erp.nordkauf.example/orders");
        var batch = place.Lambda("nordkauf-batch");
        return Apis.Rest(Orders, "nordkauf-orders", "2017-03-22", "Orders of Nordkauf's dealers",
            Routes.WithLambdaAuthorizer("GET /orders", Dealers, backend),
            // The verb was added in a hurry beside ANY.
            Routes.WithIam("ANY /orders", backend),
            Routes.Open("POST /orders", backend),
            // The ERP system's own check, answered for everybody with a token that stands in the method.
            Routes.WithLambdaAuthorizer(
                "GET /orders/{orderId}", Dealers, backend with { SecretsIn = ["request header Authorization (bearer token)"] }),
            Routes.WithIam("ANY /returns", batch),
            Routes.WithLambdaAuthorizer("POST /returns", Warehouses, batch),
            Routes.WithLambdaAuthorizer("GET /returns/{returnId}", Warehouses, batch),
            Routes.WithIam("GET /stock-levels", batch) with { ApiKeyRequired = true },
            Routes.WithIam("ANY /{proxy+}", batch))
            .With(
                Authorizers.Request(Dealers, "dealers", place, "nordkauf-authorizer", "method.request.header.User-Agent"),
                Authorizers.Request(Warehouses, "warehouses", place, "nordkauf-authorizer", "method.request.header.Authorization", "context.path"))
            .Deployed("n1a2bc", "2025-06-11")
            .Serving(
                Stages.Rest("batch", "n1a2bc", "2019-08-27", place.LogOf("nordkauf-orders"), Settings.Throttled(50_000, 20_000)) with
                {
                    ClientCertificateId = OldCertificate,
                    WebAclArn = $"arn:aws:waf-regional:eu-west-1:{place.Account}:webacl/{ClassicWebAcl}",
                },
                Stages.Rest("prod", "n1a2bc", "2017-03-22", place.LogOf("nordkauf-orders"),
                    Settings.Throttled(100, 200),
                    Settings.Filled with { Key = "GET /orders", LoggingLevel = "ERROR", MetricsEnabled = true },
                    Settings.Throttled(20, 40) with { Key = "POST /orders" }) with
                {
                    WebAclArn = place.WebAcl("nordkauf-own-rules", OwnWebAcl),
                })
            .OwnedBy("nordkauf")
            .Used() with
        {
            SecurityPolicy = "TLS_1_0",
            EndpointAccessMode = null,
        };
    }

    // What has been brought up to date already: no more than a mode to change.
    private static Api PriceListApi(Place place)
    {
        const string MembersOnly = "n2m6br";
        var prices = place.Lambda("nordkauf-prices");
        return Apis.Rest(PriceLists, "nordkauf-price-lists", "2018-01-15", "Price lists for members",
            Routes.WithCognito("GET /price-lists", MembersOnly, prices, "nordkauf/read"),
            Routes.WithCognito("GET /price-lists/{listId}", MembersOnly, prices, "nordkauf/read"),
            Routes.WithCognito("DELETE /admin/price-lists/{listId}", MembersOnly, prices, "nordkauf/admin"),
            Routes.WithCognito("GET /administrative-regions", MembersOnly, prices, "nordkauf/read"))
            .With(Authorizers.Cognito(MembersOnly, "members", place.UserPool(Pool)))
            .Deployed("n2d3ef", "2026-09-08")
            .Deployed("n2g4hi", "2026-11-17")
            .Serving(Stages.Rest("prod", "n2d3ef", "2018-01-15", place.LogOf("nordkauf-price-lists"), Settings.Throttled(50, 100)) with
            {
                // It guards what the stage guards.
                Canary = new() { DeploymentId = "n2g4hi", PercentTraffic = 5 },
                WebAclArn = place.WebAcl("storefront-protection", Storefront.ShopWebAcl),
                TracingEnabled = true,
            })
            .OwnedBy("nordkauf")
            .WithoutDefaultEndpoint()
            .Used() with
        {
            EndpointAccessMode = "BASIC",
        };
    }

    private static Api MembersApi(Place place)
    {
        const string Portal = "n3p7rt";
        const string Legacy = "n3l1gy";
        var members = place.Lambda("nordkauf-members");
        return Apis.Http(Members, "nordkauf-members", "2020-10-05", "Members' data for the portal and the old till software",
            Routes.WithJwt("GET /members/{memberId}", Portal, members, "nordkauf/read"),
            Routes.WithJwt("PUT /members/{memberId}", Portal, members, "nordkauf/write"),
            Routes.WithJwt("GET /tills/{tillId}/members", Legacy, members, "tills"))
            .With(
                Authorizers.Jwt(Portal, "portal", $"https://cognito-idp.{place.Region}.amazonaws.com/{Pool}", "6t2m8kq4r0vc7p1s9nh3xb5jde"),
                Authorizers.Jwt(Legacy, "tills", "http://sso.nordkauf.example"))
            .Serving(Stages.Automatic("$default", "2020-10-05", place.HttpLogOf("nordkauf-members"), Settings.Limit(50, 100)))
            .OwnedBy("nordkauf")
            .WithoutDefaultEndpoint()
            .Used();
    }

    private static Api TicketsApi(Place place) =>
        Apis.WebSocket(Tickets, "nordkauf-tickets", "2021-05-18", "Support tickets, live",
            Routes.WithIam("$connect", place.Lambda("nordkauf-tickets")),
            Routes.Open("$disconnect", place.Lambda("nordkauf-tickets")),
            Routes.Open("reply", place.Lambda("nordkauf-tickets")))
            .Serving(Stages.Automatic(
                "prod", "2021-05-18", place.HttpLogOf("nordkauf-tickets"), Settings.Limit(20, 40) with { LoggingLevel = "ERROR" }))
            .OwnedBy("nordkauf")
            .Used() with
        {
            DisableSchemaValidation = true,
        };
}
