namespace Auditor.Samples.Sandbox;

/// <summary>The sandbox account: what developers tried, and never took away.</summary>
internal static class SandboxIreland
{
    private static readonly Place Place = new("444455556666", "eu-west-1");

    public static Scope Scope()
    {
        ImmutableArray<Api> rest =
        [
            Experiment("e5x0pr7a2m", "2025-04-08", "e1q6sd"),
            Experiment("h9x4pr1b6o", "2025-09-16", "h3w8uf"),
            Hackathon(),
        ];
        ImmutableArray<Api> v2 = [Recommendations(), PushPrototype()];
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
            Domains = ImmutableArray<Domain>.Empty,
            UsagePlans = ImmutableArray<UsagePlan>.Empty,
            ClientCertificates = ImmutableArray<ClientCertificate>.Empty,
            ApiKeys = ImmutableArray<ApiKey>.Empty,
            VpcLinks = ImmutableArray<VpcLink>.Empty,
            Portals = ImmutableArray<Portal>.Empty,
            Alarms = ImmutableArray<Alarm>.Empty,
            LogGroups = LogGroups.Of([.. rest, .. v2]),
            // The machine under the table is gone, and its name with it.
            BackendHosts = [new() { Name = "ec2-198-51-100-7.eu-west-1.compute.amazonaws.com", Exists = false }],
            Functions = Functions.Behind(Place, [.. rest, .. v2]).Without("push-sessions"),
            ConfigRecording = new ConfigRecording { Rules = ImmutableArray<ConfigRule>.Empty },
        };
        return scope with { Calls = CallCounts.Of(scope) };
    }

    // Two with one name, which CloudWatch counts as one.
    private static Api Experiment(string id, string made, string deployment) =>
        Apis.Rest(id, "orders-experiment", made, "Event-sourced orders, experiment",
            Routes.WithIam("GET /orders", Place.Lambda("orders-experiment")),
            Routes.WithIam("POST /orders", Place.Lambda("orders-experiment")))
            .Deployed(deployment, made)
            .Serving(Stages.Rest("dev", deployment, made, Place.LogOf("orders-experiment"), Settings.Throttled(10, 20)))
            .OwnedBy("storefront", "sandbox")
            .With(new Unknown("CloudWatch counts REST APIs by name, and several in this Region are called 'orders-experiment': whose "
                + "requests these are cannot be told.")
            {
                Operation = "cloudwatch:GetMetricData",
                Code = "SharedName",
            });

    private static Api Hackathon() =>
        Apis.Rest("l6h1kt4n9g", "hackathon-2025-shelf-scanner", "2025-10-17", "Team Shelf Life",
            Routes.Open("POST /scans", Place.Lambda("shelf-scanner")),
            Routes.Open("ANY /{proxy+}", Backends.Server("http://ec2-198-51-100-7.eu-west-1.compute.amazonaws.com/{proxy}")))
            .Deployed("l2i7yr", "2025-10-18")
            .Serving(Stages.Rest("demo", "l2i7yr", "2025-10-18"))
            .Unused() with
        {
            Tags = ImmutableSortedDictionary<string, string>.Empty,
        };

    // The authorizer that the second route names was deleted.
    private static Api Recommendations()
    {
        const string Staff = "j8r3st";
        return Apis.Http("q1r6cm9d4v", "recommendations-poc", "2026-08-19", "You may also like",
            Routes.WithJwt("GET /recommendations/{memberId}", Staff, Place.Lambda("recommendations")),
            Routes.WithJwt("DELETE /admin/models/{modelId}", Staff, Place.Lambda("recommendations")),
            Routes.WithJwt("GET /models", "j2d7gn", Place.Lambda("recommendations")))
            .With(Authorizers.Jwt(Staff, "staff", "https://login.acme-shop.example/realms/staff", "sandbox"))
            .Serving(Stages.Automatic("$default", "2026-08-19", Place.HttpLogOf("recommendations-poc"), Settings.Limit(10, 20)))
            .OwnedBy("data", "sandbox")
            .Used();
    }

    // The function that decided who may connect was deleted with its stack, and Terraform wrote 0 for the limits that nobody set.
    private static Api PushPrototype()
    {
        const string Session = "p4s7au";
        return Apis.WebSocket("w7p2sh5t0y", "stock-push-prototype", "2026-03-02", "Stock levels by WebSocket",
            Routes.WithLambdaAuthorizer("$connect", Session, Place.Lambda("stock-push")),
            Routes.Open("$disconnect", Place.Lambda("stock-push")),
            Routes.Open("$default", Place.Lambda("stock-push")))
            .With(Authorizers.Connection(Session, "push-sessions", Place, "push-sessions"))
            .Serving(Stages.Automatic(
                "dev", "2026-03-02", Place.HttpLogOf("stock-push-prototype"), Settings.Limit(0, 0) with { LoggingLevel = "INFO" }))
            .OwnedBy("warehouse", "sandbox")
            .WithoutDefaultEndpoint()
            .Used();
    }
}
