namespace Auditor.Samples.Production;

/// <summary>The production account in Ireland, where nearly everything runs.</summary>
internal static class ProductionIreland
{
    private static readonly Place Place = new("111122223333", "eu-west-1");

    public static Scope Scope()
    {
        var rest = Sorted(
            Storefront.RestApis(Place),
            Partners.RestApis(Place),
            Warehouse.RestApis(Place),
            Customers.RestApis(Place),
            Marketing.RestApis(Place),
            BackOffice.RestApis(Place),
            Nordkauf.RestApis(Place),
            FieldService.RestApis(Place),
            Logistics.RestApis(Place));
        var v2 = Sorted(
            Storefront.HttpApis(Place),
            Warehouse.HttpApis(Place),
            Marketing.HttpApis(Place),
            Customers.WebSocketApis(Place),
            Nordkauf.HttpApis(Place),
            Nordkauf.WebSocketApis(Place));
        var scope = new Scope
        {
            Account = Place.Account,
            Region = Place.Region,
            Settings = new AccountSettings
            {
                CloudWatchRoleArn = Place.Role("apigateway-cloudwatch"),
                ThrottleRate = 10_000,
                ThrottleBurst = 5_000,
            },
            RestApis = rest,
            HttpAndWebSocketApis = v2,
            Domains = DomainNames()
                .AddRange(Nordkauf.DomainNames(Place))
                .AddRange(Logistics.DomainNames(Place))
                .Sort((left, right) => string.CompareOrdinal(left.Name, right.Name)),
            UsagePlans = UsagePlans(),
            ClientCertificates = ImmutableArray.CreateRange<ClientCertificate>(
                [new() { Id = Warehouse.ClientCertificate, CreatedAt = Day.Of("2026-03-02"), ExpiresAt = Day.Of("2027-03-02") }, .. Nordkauf.ClientCertificates()]),
            Certificates =
            [
                .. Certificates.RenewedFor([.. DomainNames(), .. Logistics.DomainNames(Place)]),
                .. Nordkauf.Certificates(Place),
            ],
            UserPools = [UserPools.Closed(Place.UserPool("eu-west-1_Kq7Zt2LwP"), "shop"), .. Nordkauf.UserPools(Place)],
            WebAcls = [.. WebAcls(), .. Nordkauf.WebAcls(Place)],
            ApiKeys = ApiKeys(),
            VpcLinks = VpcLinks(),
            Portals = Portals(),
            Alarms = AlarmsOn([.. rest, .. v2]),
            LogGroups = LogGroups.Of([.. rest, .. v2])
                .But("gift-cards-api-uat", new LogGroupSettings())
                .But("carrier-webhooks", settings: null),
            BackendHosts =
            [
                new() { Name = "erp.nordkauf.example", Exists = true },
                new() { Name = "labels.acme-shop.example", Exists = true },
                new() { Name = "tms.acme-shop.example", Exists = true },
            ],
            Functions = FunctionsBehind([.. rest, .. v2]),
            ConfigRecording = new ConfigRecording
            {
                Recorders = [new() { Name = "default", Recording = true, LastStatus = "Success", AllSupported = true, Strategy = "ALL_SUPPORTED_RESOURCE_TYPES" }],
                HasDeliveryChannel = true,
                // Somebody chose the rules before there were HTTP APIs.
                Rules = ImmutableArray.Create(
                    new ConfigRule
                    {
                        Name = "api-gw-associated-with-waf",
                        SourceIdentifier = "API_GW_ASSOCIATED_WITH_WAF",
                        ResourceTypes = ["AWS::ApiGateway::Stage"],
                        IsActive = true,
                    },
                    new ConfigRule { Name = "s3-bucket-public-read-prohibited", SourceIdentifier = "S3_BUCKET_PUBLIC_READ_PROHIBITED", ResourceTypes = ["AWS::S3::Bucket"], IsActive = true }),
            },
        };
        return scope with { Calls = CallCounts.Of(scope) };
    }

    private static ImmutableArray<Api> Sorted(params IEnumerable<IEnumerable<Api>> areas) =>
        [.. areas.SelectMany(apis => apis).OrderBy(api => api.Id, StringComparer.Ordinal)];

    private static ImmutableArray<Domain> DomainNames() =>
    [
        Domains.Regional("api.acme-shop.example", Place.Certificate("0b5c6f1e-7a41-4c1b-9a0e-3f8e5d2c7a10"),
            Domains.At("shop", Storefront.Shop, "prod"),
            Domains.At("catalogue", Storefront.Catalogue, "prod"),
            Domains.At("checkout", Storefront.Checkout, "$default"),
            Domains.At("reviews", Storefront.Reviews, "prod"),
            Domains.At("loyalty", Customers.Loyalty, "v2"),
            Domains.At("gift-cards", Customers.GiftCards, "prod"),
            Domains.At("gift-cards-uat", Customers.GiftCards, "uat"),
            Domains.At("returns", Customers.Returns, "prod"),
            Domains.At("black-friday", Marketing.BlackFriday, "prod"),
            Domains.At("images", Marketing.ProductImages, "$default")),
        Domains.Regional(
            "callbacks.acme-shop.example",
            Place.Certificate("9d2e4a7b-3c58-4f06-b1d7-6a5f0e8c2b94"),
            Domains.At("", Partners.PaymentCallbacks, "prod"))
            .AskingForCertificates("s3://acme-truststores/payment-provider.pem"),
        Domains.Regional(
            "chat.acme-shop.example",
            Place.Certificate("5e8f1b3d-92c4-47a0-8d6b-1c7e4f0a9d35"),
            Domains.At("", Customers.SupportChat, "prod")),
        Domains.Regional(
            "edi.acme-shop.example",
            Place.Certificate("2c7a9e4f-0d1b-4b85-a3f6-8e5d2c1b7f60"),
            Domains.At("", Partners.SupplierEdi, "live"))
            .AskingForCertificates("s3://acme-truststores/suppliers.pem"),
        Domains.Regional(
            "partners.acme-shop.example",
            Place.Certificate("7f4b2d8a-6e13-4c97-95b0-d1a8c3e6f247"),
            Domains.At("", Partners.PartnerApi, "prod")) with
        {
            SecurityPolicy = "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
            EndpointAccessMode = "STRICT",
        },
        // The campaign is over, its name is still there.
        Domains.Regional("summer.acme-shop.example", Place.Certificate("6d9c1e4a-3b57-4f28-8e0a-94f7b2c5d168")),
    ];

    private static ImmutableArray<UsagePlan> UsagePlans() =>
    [
        new()
        {
            Id = "g2r7pl",
            Name = "gift-card-resellers",
            Quota = new() { Limit = 50_000, Period = "MONTH" },
            Stages = [new() { ApiId = Customers.GiftCards, Stage = "prod" }, new() { ApiId = Customers.GiftCards, Stage = "uat" }],
            ApiKeyIds = ImmutableArray.Create("k4r8n2vx1m", "k9s3w7bd6t"),
        },
        new()
        {
            Id = "m8a3pp",
            Name = "mobile-app",
            Throttle = new() { Rate = 500, Burst = 1000 },
            Stages = [new() { ApiId = Customers.Loyalty, Stage = "v2" }],
            ApiKeyIds = ImmutableArray.Create("k2m5p8yc3h"),
        },
        new()
        {
            Id = "w5t1kz",
            Name = "in-store-kiosks",
            Stages = [new() { ApiId = Customers.GiftCards, Stage = "prod" }],
            ApiKeyIds = ImmutableArray.Create("k7k1q4zf5j"),
        },
    ];

    private static ImmutableArray<ApiKey> ApiKeys() =>
    [
        Key("k2m5p8yc3h", "mobile-app-2026", "2026-02-02"),
        Key("k4r8n2vx1m", "reseller-north", "2021-11-15"),
        Key("k7k1q4zf5j", "in-store-kiosks", "2026-01-19"),
        Key("k8x0l6ug4e", "mobile-app-2022", "2022-10-05") with { Enabled = false },
        Key("k9s3w7bd6t", "reseller-south", "2026-06-30"),
    ];

    private static ApiKey Key(string id, string name, string made) =>
        new() { Id = id, Name = name, Enabled = true, CreatedAt = Day.Of(made), LastUpdatedAt = Day.Of(made) };

    private static ImmutableArray<VpcLink> VpcLinks() =>
    [
        // What was behind it went into the cloud in 2024.
        new()
        {
            Id = "t4m0sl",
            Name = "transport-management",
            Status = "AVAILABLE",
            TargetArns = ["arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/net/tms/5c1d7e9a0b3f2846"],
        },
        new() { Id = Warehouse.VpcLink, Name = "tracking", IsV2 = true, Status = "AVAILABLE" },
    ];

    private static ImmutableArray<Portal> Portals() =>
    [
        new()
        {
            Id = "d3v8po2rt1",
            Arn = $"arn:aws:apigateway:{Place.Region}:{Place.Account}:/portals/d3v8po2rt1",
            Name = "Acme for developers",
            PublishStatus = "PUBLISHED",
            IsOpenToTheWorld = true,
            TryItEndpoints = ImmutableArray.Create(
                $"GET /products of API '{Storefront.Catalogue}', stage 'prod'", $"POST /cards of API '{Customers.GiftCards}', stage 'uat'"),
        },
        new()
        {
            Id = "p6r1tn4er9",
            Arn = $"arn:aws:apigateway:{Place.Region}:{Place.Account}:/portals/p6r1tn4er9",
            Name = "Acme for partners",
            PublishStatus = "PUBLISHED",
            IsOpenToTheWorld = false,
            TryItEndpoints = ImmutableArray.Create($"GET /offers of API '{Partners.PartnerApi}', stage 'prod'"),
        },
    ];

    // Delivery tracking has one on a metric that only REST APIs have, and the rest of marketing has none.
    private static ImmutableArray<Alarm> AlarmsOn(ImmutableArray<Api> apis) =>
    [
        .. Alarms.OnErrorsOf(apis.Where(
            api => api.Id is not (Warehouse.DeliveryTracking or Marketing.StoreFinder or Marketing.ChristmasCampaign or Marketing.ProductImages))),
        Alarms.On("tracking-errors", "5XXError", "ApiId", Warehouse.DeliveryTracking),
    ];

    private static ImmutableArray<WebAcl> WebAcls() =>
    [
        Waf.WebAcl(
            Place.WebAcl("catalogue-protection", Storefront.CatalogueWebAcl),
            "catalogue-protection",
            Waf.RateLimit(3000),
            Waf.CommonRulesButForSize(),
            Waf.KnownBadInputs()),
        Waf.WebAcl(
            Place.WebAcl("storefront-protection", Storefront.ShopWebAcl),
            "storefront-protection",
            Waf.RateLimit(1000),
            Waf.CommonRulesButForSize(),
            Waf.KnownBadInputs()),
    ];

    private static ImmutableArray<Function> FunctionsBehind(IEnumerable<Api> apis) => Functions.Behind(Place, apis)
        .But("storefront-search-reindex", Functions.PolicyWithoutSource(Place.FunctionArn("storefront-search-reindex")))
        .Without("raffle-entries")
        .WithUrl("images-resize", open: true)
        .WithUrl("images-upload", open: false)
        .But("field-appointments", FieldService.AnyRoute(Place))
        .But("store-finder", Functions.PolicyForAccount(Place.FunctionArn("store-finder"), Place.Account));
}
