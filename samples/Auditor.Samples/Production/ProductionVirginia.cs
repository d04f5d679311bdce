namespace Auditor.Samples.Production;

/// <summary>The production account in Virginia: the American shop, and a Region in which the auditor may not read everything.</summary>
internal static class ProductionVirginia
{
    private const string Shop = "v1a6us9s4h";
    private const string TaxQuotes = "j7t2xq5r0e";
    private const string Newsletter = "a0n5ws8l3p";
    private const string WebAclId = "d61b8f40-5c2e-4e97-a8b3-92f7c0e1d533";

    private static readonly Place Place = new("111122223333", "us-east-1");

    public static Scope Scope()
    {
        var noUsagePlans = Denials.Denied(Place, "apigateway:GetUsagePlans", "apigateway:GET", "arn:aws:apigateway:us-east-1::/usageplans");
        var noApiKeys = Denials.Denied(Place, "apigateway:GetApiKeys", "apigateway:GET", "arn:aws:apigateway:us-east-1::/apikeys");
        var noMetrics = Denials.Denied(Place, "cloudwatch:GetMetricData", "cloudwatch:GetMetricData", "*");
        ImmutableArray<Api> rest = [TaxApi().With(noMetrics), ShopApi().With(noMetrics)];
        ImmutableArray<Api> v2 = [NewsletterApi().With(noMetrics)];
        var scope = new Scope
        {
            Account = Place.Account,
            Region = Place.Region,
            // The role was set in Ireland; it has to be set in every Region.
            Settings = new AccountSettings { ThrottleRate = 10_000, ThrottleBurst = 5_000 },
            RestApis = rest,
            HttpAndWebSocketApis = v2,
            Domains = DomainNames(),
            UsagePlans = noUsagePlans,
            ClientCertificates = ImmutableArray<ClientCertificate>.Empty,
            Certificates = Certificates.RenewedFor(DomainNames()),
            UserPools = [UserPools.Closed(Place.UserPool("us-east-1_Bn4Xw9RvD"), "shop-us")],
            ApiKeys = noApiKeys,
            VpcLinks = ImmutableArray<VpcLink>.Empty,
            Portals = ImmutableArray<Portal>.Empty,
            Alarms = Alarms.OnErrorsOf([.. rest, .. v2]),
            LogGroups = LogGroups.Of([.. rest, .. v2]),
            WebAcls =
            [
                // Rolled out to count first, as one should, in May.
                Waf.WebAcl(
                    Place.WebAcl("us-shop-rollout", WebAclId),
                    "us-shop-rollout",
                    Waf.RateLimit(2000, WafAction.Count),
                    Waf.CommonRules(WafAction.Count),
                    Waf.KnownBadInputs(WafAction.Count)),
            ],
            Functions = Functions.Behind(Place, [.. rest, .. v2]),
            ConfigRecording = new ConfigRecording
            {
                Recorders =
                [
                    new()
                    {
                        Name = "default",
                        Recording = true,
                        LastStatus = "Success",
                        Strategy = "INCLUSION_BY_RESOURCE_TYPES",
                        ResourceTypes = ["AWS::EC2::SecurityGroup", "AWS::IAM::Role", "AWS::Lambda::Function", "AWS::S3::Bucket"],
                    },
                ],
                HasDeliveryChannel = true,
                Rules = ImmutableArray<ConfigRule>.Empty,
            },
            Gaps =
            [
                Denials.Gap(noUsagePlans, "us-east-1", "Usage plans: limits for callers with an API key."),
                Denials.Gap(noApiKeys, "us-east-1", "API keys: their age, and whether a usage plan holds them."),
                Denials.Gap(noMetrics, "us-east-1", "Requests per API and stage: whether an API is used at all."),
            ],
        };
        return scope with { Calls = CallCounts.Of(scope) };
    }

    private static Api ShopApi()
    {
        const string CustomerPool = "a3u8sv";
        return Apis.Rest(Shop, "storefront-us", "2024-10-01", "Cart and orders of the American shop",
            Routes.WithCognito("GET /cart", CustomerPool, Place.Lambda("storefront-cart")),
            Routes.WithCognito("POST /cart/items", CustomerPool, Place.Lambda("storefront-cart")),
            Routes.WithCognito("GET /orders", CustomerPool, Place.Lambda("storefront-orders")),
            Routes.WithCognito("POST /orders", CustomerPool, Place.Lambda("storefront-orders")),
            Routes.Preflight("/cart"),
            Routes.Preflight("/orders"))
            .With(Authorizers.Cognito(CustomerPool, "customers", Place.UserPool("us-east-1_Bn4Xw9RvD")))
            .Deployed("v4l9qg", "2026-05-05")
            .Serving(Stages.Rest("prod", "v4l9qg", "2024-10-01", Place.LogOf("storefront-us"), Settings.Throttled(400, 800)) with
            {
                WebAclArn = Place.WebAcl("us-shop-rollout", WebAclId),
                TracingEnabled = true,
            })
            .OwnedBy("storefront")
            .WithoutDefaultEndpoint() with
        {
            EndpointType = EndpointType.Edge,
            SecurityPolicy = "SecurityPolicy_TLS13_2025_EDGE",
        };
    }

    // Whether a plan limits holders of keys, nobody was allowed to see.
    private static Api TaxApi()
    {
        const string Callers = "a5t0xk";
        return Apis.Rest(TaxQuotes, "tax-quotes", "2024-12-10", "Sales tax by state for the American shop and its resellers",
            Routes.WithLambdaAuthorizer("POST /quotes", Callers, Place.Lambda("tax-quotes")) with { ApiKeyRequired = true },
            Routes.WithLambdaAuthorizer("GET /rates/{state}", Callers, Place.Lambda("tax-quotes")) with { ApiKeyRequired = true })
            .With(Authorizers.Token(Callers, "reseller-token", Place, "reseller-authorizer"))
            .Deployed("j3z8nb", "2025-06-18")
            .Serving(Stages.Rest(
                "prod", "j3z8nb", "2024-12-10", Place.LogOf("tax-quotes"), Settings.Filled with { LoggingLevel = "ERROR" }))
            .OwnedBy("finance")
            .WithoutDefaultEndpoint();
    }

    private static Api NewsletterApi() =>
        Apis.Http(Newsletter, "newsletter-signup", "2025-01-14", "Sign-up form of the American newsletter",
            Routes.Open("POST /subscriptions", Place.Lambda("newsletter")))
            .Serving(Stages.Automatic("$default", "2025-01-14", Place.HttpLogOf("newsletter-signup"), Settings.Limit(10, 20)))
            .OwnedBy("marketing");

    private static ImmutableArray<Domain> DomainNames() =>
    [
        // Moved over from the first American site with everything it had.
        Domains.Regional(
            "us.acme-shop.example",
            Place.Certificate("c3e0b6d9-4f72-4a18-b5c6-07d9e2a4f183"),
            Domains.At("shop", Shop, "prod"),
            Domains.At("tax", TaxQuotes, "prod")) with
        {
            EndpointType = EndpointType.Edge,
            SecurityPolicy = "TLS_1_0",
        },
    ];
}
