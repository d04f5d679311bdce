namespace Auditor.Samples.Production;

/// <summary>The technicians' appointments: a policy that was copied from elsewhere, and two roles of which one is too generous.</summary>
internal static class FieldService
{
    public const string Appointments = "f1s8ap3q6t";

    private const string Technicians = "technicians-app";

    public static IEnumerable<Api> RestApis(Place place) =>
    [
        Apis.Rest(Appointments, "field-service", "2024-04-09", "Appointments of technicians, for their app and the call centre",
            Routes.WithIam("GET /appointments", place.Lambda("field-appointments")),
            Routes.WithIam(
                "PUT /appointments/{appointmentId}",
                Backends.Service("arn:aws:apigateway:eu-west-1:dynamodb:action/UpdateItem", place.Role("field-service-dynamodb"))),
            Routes.WithIam("POST /photos", Backends.Service("arn:aws:apigateway:eu-west-1:sqs:path/field-photos", place.Role("field-service-photos"))))
            .Deployed("f5k2re", "2025-10-06")
            .Serving(Stages.Rest("prod", "f5k2re", "2024-04-09", place.LogOf("field-service"), Settings.Throttled(100, 200)) with
            {
                WebAclArn = place.WebAcl("storefront-protection", Storefront.ShopWebAcl),
                TracingEnabled = true,
            })
            .OwnedBy("field-service")
            .Used() with
        {
            // The call centre's addresses are those of its own network: nobody comes to the internet with them.
            ResourcePolicy = $$$$"""{"Version":"2012-10-17","Statement":[{"Sid":"Technicians","Effect":"Allow","Principal":{"AWS":"{{{{place.Role(Technicians)}}}}"},"Action":"execute-api:Invoke","Resource":"{{{{place.Execute(Appointments, "prod/*")}}}}"},{"Sid":"CallCentre","Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"{{{{place.Execute(Appointments, "prod/GET/appointments")}}}}","Condition":{"IpAddress":{"aws:SourceIp":"10.44.0.0/16"}}}]}""",
        },
    ];

    /// <summary>Every route of the API may call it, where one does.</summary>
    public static string AnyRoute(Place place) =>
        $$$$"""{"Version":"2012-10-17","Id":"default","Statement":[{"Sid":"apigateway","Effect":"Allow","Principal":{"Service":"apigateway.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"{{{{place.FunctionArn("field-appointments")}}}}","Condition":{"ArnLike":{"AWS:SourceArn":"{{{{place.Execute(Appointments, "*/*")}}}}"}}}]}""";

    public static IEnumerable<IdentityPolicy> Policies(string account)
    {
        var role = $"arn:aws:iam::{account}:role/";
        return
        [
            IdentityPolicies.Inline($"{role}field-service-dynamodb", "appointments", IdentityPolicies.Allow("\"dynamodb:*\"", "\"*\"")),
            IdentityPolicies.Inline(
                $"{role}field-service-photos",
                "photos",
                IdentityPolicies.Allow("\"sqs:SendMessage\"", $"\"arn:aws:sqs:eu-west-1:{account}:field-photos\"")),
            IdentityPolicies.Managed(
                account,
                "field-service-dispatch",
                [$"{role}field-service-dispatch"],
                IdentityPolicies.Allow("\"lambda:InvokeFunction\"", "\"*\"")),
            IdentityPolicies.Managed(
                account,
                "field-service-planner",
                [$"{role}field-service-planner"],
                IdentityPolicies.Allow("\"lambda:InvokeFunction\"", $"\"arn:aws:lambda:eu-west-1:{account}:function:field-*\"")),
        ];
    }

    public static IEnumerable<Principal> Principals(string account) =>
        new[] { "field-service-dynamodb", "field-service-photos", "field-service-dispatch", "field-service-planner", Technicians }
        .Select(name => People.Role(account, name, name is Technicians ? "ec2.amazonaws.com" : "apigateway.amazonaws.com"));
}
