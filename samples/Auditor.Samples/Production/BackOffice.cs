namespace Auditor.Samples.Production;

/// <summary>Head office: reports for people at their desks, and a project that never started.</summary>
internal static class BackOffice
{
    public const string Reports = "m3r8bo5q0t";
    public const string VendorOnboarding = "d9v4on1f6i";

    public static IEnumerable<Api> RestApis(Place place) => [ReportsApi(place), Vendors()];

    // Nobody signs in, but only the offices' addresses get through.
    private static Api ReportsApi(Place place) =>
        Apis.Rest(Reports, "backoffice-reports", "2021-07-20", "Sales reports for headquarters and the call centre",
            Routes.Open("GET /reports", place.Lambda("reports")),
            Routes.Open("GET /reports/{reportId}", place.Lambda("reports")),
            Routes.Open("GET /reports/{reportId}/download", Backends.Service("arn:aws:apigateway:eu-west-1:s3:path/acme-reports/{reportId}", place.Role("backoffice-reports-s3-read"))))
            .Deployed("m5y0kc", "2025-10-07")
            .Serving(Stages.Rest("prod", "m5y0kc", "2021-07-20", place.LogOf("backoffice-reports"), Settings.Throttled(20, 40)) with
            {
                WebAclArn = place.WebAcl("storefront-protection", Storefront.ShopWebAcl),
                TracingEnabled = true,
            })
            .OwnedBy("finance")
            .Used() with
        {
            ResourcePolicy = ResourcePolicies.OnlyAddresses(place.Execute(Reports), "198.51.100.0/24", "203.0.113.16/28"),
        };

    private static Api Vendors() =>
        Apis.Rest(VendorOnboarding, "vendor-onboarding", "2024-02-27", "Draft, see PROC-1187",
            Routes.Open("POST /vendors", Backends.Mock))
            .OwnedBy("procurement") with
        {
            Routes = default,
            Authorizers = default,
        };
}
