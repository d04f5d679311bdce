using System.Collections.Immutable;
using System.Globalization;
using Auditor.Core.Inventory;

namespace Auditor.Benchmarks;

/// <summary>An inventory of as many APIs as one likes, 50 to an account in a Region, that is never in memory as a whole.</summary>
internal static class LargeEstate
{
    private const int ApisInAScope = 50;

    /// <summary>Writes it, and says how many bytes it has.</summary>
    public static long Write(string path, int apis, int routes, int stages)
    {
        var head = new Estate { CollectedAt = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero) };
        var scopes = (apis + ApisInAScope - 1) / ApisInAScope;
        using var stream = File.Create(path);
        InventoryFile.Write(
            stream,
            head,
            Enumerable.Range(0, scopes).Select(number => new Account { Id = AccountId(number), IdentityPolicies = ImmutableArray<IdentityPolicy>.Empty, Principals = ImmutableArray<Principal>.Empty }),
            Enumerable.Range(0, scopes).Select(number => Scope(number, Math.Min(ApisInAScope, apis - (number * ApisInAScope)), routes, stages)));
        return stream.Length;
    }

    private static string AccountId(int number) => Text($"{100_000_000_000L + number}");

    private static Scope Scope(int number, int apis, int routes, int stages) => new()
    {
        Account = AccountId(number),
        Region = "eu-west-1",
        Settings = new AccountSettings { ThrottleRate = 10_000, ThrottleBurst = 5_000 },
        RestApis = Enumerable.Range(0, apis).Select(api => Api(number, api, routes, stages)).ToImmutableArray(),
        HttpAndWebSocketApis = ImmutableArray<Api>.Empty,
        Domains = Enumerable.Range(0, apis / 5).Select(api => Domain(number, api)).ToImmutableArray(),
        UsagePlans = ImmutableArray<UsagePlan>.Empty,
        ApiKeys = ImmutableArray<ApiKey>.Empty,
        VpcLinks = ImmutableArray<VpcLink>.Empty,
        Portals = ImmutableArray<Portal>.Empty,
        Alarms = ImmutableArray<Alarm>.Empty,
        ConfigRecording = new ConfigRecording { Rules = ImmutableArray<ConfigRule>.Empty },
    };

    private static Api Api(int scope, int number, int routes, int stages) => new()
    {
        Id = ApiId(scope, number),
        Name = Text($"service-{number}"),
        Kind = ApiKind.Rest,
        EndpointType = EndpointType.Regional,
        IpAddressType = "ipv4",
        SecurityPolicy = "TLS_1_2",
        ApiKeySource = "HEADER",
        CreatedAt = new(2024, 3, 1, 8, 0, 0, TimeSpan.Zero),
        Tags = ImmutableSortedDictionary<string, string>.Empty.Add("team", Text($"team-{number % 7}")).Add("service", Text($"service-{number}")),
        ResourcePolicy = number % 4 == 0 ? """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"IpAddress":{"aws:SourceIp":["203.0.113.0/24","198.51.100.0/24"]}}}]}""" : null,
        Stages = Enumerable.Range(0, stages).Select(Stage).ToImmutableArray(),
        Routes = Enumerable.Range(0, routes).Select(route => Route(scope, number, route)).ToImmutableArray(),
        Deployments = [.. Enumerable.Range(0, stages).Select(stage => new Deployment
        {
            Id = Text($"d{stage}"),
            CreatedAt = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero),
            Methods = Enumerable.Range(0, routes).Select(route => new DeployedMethod { Key = Key(route), Authorization = Authorization(route), ApiKeyRequired = route % 11 == 0 }).ToImmutableArray(),
        })],
        Authorizers = ImmutableArray.Create(new Authorizer { Id = "auth01", Name = "tokens", Type = AuthorizerType.Token, Uri = Invocation(scope, "authorizer"), IdentitySources = ["method.request.header.Authorization"] }),
        RequestValidators = ImmutableArray<RequestValidator>.Empty,
    };

    private static Stage Stage(int number) => new()
    {
        Name = Text($"stage{number}"),
        DeploymentId = Text($"d{number}"),
        CreatedAt = new(2024, 3, 1, 8, 0, 0, TimeSpan.Zero),
        LastUpdatedAt = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero),
        TracingEnabled = true,
        Settings = [new RouteSettings { Key = RouteSettings.DefaultKey, LoggingLevel = "ERROR", ThrottlingRate = 500, ThrottlingBurst = 200 }],
    };

    private static Route Route(int scope, int api, int number) => new()
    {
        Key = Key(number),
        Authorization = Authorization(number),
        AuthorizerId = Authorization(number) is AuthorizationKind.Custom ? "auth01" : null,
        ApiKeyRequired = number % 11 == 0,
        Integration = new Integration { Type = IntegrationType.AwsProxy, Uri = Invocation(scope, Text($"service-{api}-{number % 9}")) },
    };

    private static Domain Domain(int scope, int number) => new()
    {
        Name = Text($"service{number}.team{scope}.example.com"),
        EndpointType = EndpointType.Regional,
        SecurityPolicy = "TLS_1_2",
        Mappings = ImmutableArray.Create(new ApiMapping { Key = "v1", ApiId = ApiId(scope, number), Stage = "stage0" }),
    };

    private static AuthorizationKind Authorization(int route) => (route % 20) switch { 0 => AuthorizationKind.None, < 6 => AuthorizationKind.AwsIam, _ => AuthorizationKind.Custom };

    private static string Key(int route) => (route % 5) switch
    {
        0 => Text($"GET /things{route / 5}"),
        1 => Text($"POST /things{route / 5}"),
        2 => Text($"GET /things{route / 5}/{{id}}"),
        3 => Text($"DELETE /things{route / 5}/{{id}}"),
        _ => Text($"ANY /things{route / 5}/{{id}}/parts/{{proxy+}}"),
    };

    private static string ApiId(int scope, int number) => Text($"a{scope:0000}b{number:0000}");

    private static string Invocation(int scope, string function) =>
        Text($"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:{AccountId(scope)}:function:{function}/invocations");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
