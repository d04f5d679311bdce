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
            FieldService.RestApis(Place));
        var v2 = Sorted(
            Storefront.HttpApis(Place),
            Warehouse.HttpApis(Place),
            Marketing.HttpApis(Place),
            Customers.WebSocketApis(Place));
        var scope = new Scope
        {
            Account = Place.Account,
            Region = Place.Region,
            Settings = new AccountSettings { CloudWatchRoleArn = Place.Role("apigateway-cloudwatch"), ThrottleRate = 10_000, ThrottleBurst = 5_000 },
            RestApis = rest,
            HttpAndWebSocketApis = v2,
            Domains = DomainNames(),
            UsagePlans = UsagePlans(),
            WebAcls = WebAcls(),
            Functions = FunctionsBehind([.. rest, .. v2]),
            ConfigRecording = new ConfigRecording
            {
                Recorders = [new() { Name = "default", Recording = true, LastStatus = "Success", AllSupported = true, Strategy = "ALL_SUPPORTED_RESOURCE_TYPES" }],
                HasDeliveryChannel = true,
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
        Domains.Regional("callbacks.acme-shop.example", Place.Certificate("9d2e4a7b-3c58-4f06-b1d7-6a5f0e8c2b94"), Domains.At("", Partners.PaymentCallbacks, "prod"))
            .AskingForCertificates("s3://acme-truststores/payment-provider.pem"),
        Domains.Regional("chat.acme-shop.example", Place.Certificate("5e8f1b3d-92c4-47a0-8d6b-1c7e4f0a9d35"), Domains.At("", Customers.SupportChat, "prod")),
        Domains.Regional("edi.acme-shop.example", Place.Certificate("2c7a9e4f-0d1b-4b85-a3f6-8e5d2c1b7f60"), Domains.At("", Partners.SupplierEdi, "live"))
            .AskingForCertificates("s3://acme-truststores/suppliers.pem"),
        Domains.Regional("partners.acme-shop.example", Place.Certificate("7f4b2d8a-6e13-4c97-95b0-d1a8c3e6f247"), Domains.At("", Partners.PartnerApi, "prod")) with
        {
            SecurityPolicy = "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
            EndpointAccessMode = "STRICT",
        },
    ];

    private static ImmutableArray<UsagePlan> UsagePlans() =>
    [
        new()
        {
            Id = "g2r7pl",
            Name = "gift-card-resellers",
            Quota = new() { Limit = 50_000, Period = "MONTH" },
            Stages = [new() { ApiId = Customers.GiftCards, Stage = "prod" }, new() { ApiId = Customers.GiftCards, Stage = "uat" }],
        },
        new()
        {
            Id = "m8a3pp",
            Name = "mobile-app",
            Throttle = new() { Rate = 500, Burst = 1000 },
            Stages = [new() { ApiId = Customers.Loyalty, Stage = "v2" }],
        },
        new()
        {
            Id = "w5t1kz",
            Name = "in-store-kiosks",
            Stages = [new() { ApiId = Customers.GiftCards, Stage = "prod" }],
        },
    ];

    private static ImmutableArray<WebAcl> WebAcls() =>
    [
        Waf.WebAcl(Place.WebAcl("catalogue-protection", Storefront.CatalogueWebAcl), "catalogue-protection", Waf.RateLimit(3000), Waf.CommonRulesButForSize(), Waf.KnownBadInputs()),
        Waf.WebAcl(Place.WebAcl("storefront-protection", Storefront.ShopWebAcl), "storefront-protection", Waf.RateLimit(1000), Waf.CommonRulesButForSize(), Waf.KnownBadInputs()),
    ];

    private static ImmutableArray<Function> FunctionsBehind(IEnumerable<Api> apis) => Functions.Behind(Place, apis)
        .But("storefront-search-reindex", Functions.PolicyWithoutSource(Place.FunctionArn("storefront-search-reindex")))
        .But("field-appointments", FieldService.AnyRoute(Place))
        .But("store-finder", Functions.PolicyForAccount(Place.FunctionArn("store-finder"), Place.Account));
}
