using System.Collections.Immutable;
using System.Globalization;
using Auditor.Core.Inventory;

namespace Auditor.Benchmarks;

/// <summary>An API as large as AWS lets one be: 300 resources, 10 stages, a resource policy of 8,192 characters, and 20 domain names.</summary>
internal static class LargeApi
{
    public const int MostOfPolicy = 8_192;

    public static Estate Make(int routes, int stages, int domains, int policy, bool isEntangled = false) => new()
    {
        CollectedAt = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero),
        Scopes =
        [
            new()
            {
                Account = "111122223333",
                Region = "eu-west-1",
                RestApis = ImmutableArray.Create(Api(routes, stages, isEntangled ? EntangledPolicy(policy) : Policy(policy))),
                HttpAndWebSocketApis = ImmutableArray<Api>.Empty,
                Domains = Enumerable.Range(0, domains).Select(domain => new Domain
                {
                    Name = Text($"api{domain}.acme.example"),
                    EndpointType = EndpointType.Regional,
                    Mappings = Enumerable.Range(0, stages).Select(stage => new ApiMapping { Key = Text($"shop/v{stage}"), ApiId = "a1b2c3d4e5", Stage = Text($"stage{stage}") }).ToImmutableArray(),
                }).ToImmutableArray(),
            },
        ],
    };

    /// <summary>The same with identity policies of this many roles, each combination of policies held by ten; one in five has to do with APIs.</summary>
    public static Estate WithRoles(this Estate estate, int roles) => estate with
    {
        Accounts =
        [
            new()
            {
                Id = "111122223333",
                Principals = Enumerable.Range(0, roles).Select(at => new Principal { Arn = Text($"arn:aws:iam::111122223333:role/role{at}"), Type = PrincipalType.Role }).ToImmutableArray(),
                IdentityPolicies = Enumerable.Range(0, roles / 10).Select(at => new IdentityPolicy
                {
                    Arn = Text($"arn:aws:iam::111122223333:policy/policy{at}"),
                    Name = Text($"policy{at}"),
                    Kind = IdentityPolicyKind.CustomerManaged,
                    AttachedTo = [.. Enumerable.Range(at * 10, 10).Select(role => Text($"arn:aws:iam::111122223333:role/role{role}"))],
                    Document = Text($$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["{{(at % 5 == 0 ? "execute-api:Invoke" : "s3:GetObject")}}"],"Resource":["arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5/*/GET/part{{at % 10}}/*","arn:aws:s3:::bucket{{at}}/*"]}]}"""),
                }).ToImmutableArray(),
            },
        ],
    };

    private static Api Api(int routes, int stages, string policy) => new()
    {
        Id = "a1b2c3d4e5",
        Name = "large",
        Kind = ApiKind.Rest,
        EndpointType = EndpointType.Regional,
        ResourcePolicy = policy,
        Stages = Enumerable.Range(0, stages).Select(stage => new Stage { Name = Text($"stage{stage}"), DeploymentId = Text($"d{stage}") }).ToImmutableArray(),
        Routes = ImmutableArray<Route>.Empty,
        Deployments = [.. Enumerable.Range(0, stages).Select(stage => new Deployment { Id = Text($"d{stage}"), Methods = Methods(routes) })],
    };

    // A third exact, a third with a parameter, a third greedy; each authorization type that the policy treats in its own way.
    private static ImmutableArray<DeployedMethod> Methods(int routes) =>
    [
        .. Enumerable.Range(0, routes).Select(at => new DeployedMethod
        {
            Key = (at % 3) switch
    {
        0 => Text($"GET /part{at % 10}/thing{at}"),
                1 => Text($"POST /part{at % 10}/thing{at}/{{id}}"),
                _ => Text($"ANY /part{at % 10}/thing{at}/{{proxy+}}"),
            },
            Authorization = (at % 4) switch { 0 => AuthorizationKind.None, 1 => AuthorizationKind.AwsIam, 2 => AuthorizationKind.Custom, _ => AuthorizationKind.CognitoUserPools },
        }),
    ];

    // Statements about parts of the API with networks, accounts and organizations.
    private static string Policy(int length) => Fill(length, at => (at % 4) switch
    {
        0 => Text($$"""{"Sid":"N{{at}}","Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"IpAddress":{"aws:SourceIp":["203.0.{{at}}.0/24","198.51.{{at}}.0/25"]} } }"""),
        1 => Text($$"""{"Sid":"A{{at}}","Effect":"Allow","Principal":{"AWS":"4444555566{{at:D2}}"},"Action":"execute-api:Invoke","Resource":"execute-api:/stage{{at % 10}}/GET/*"}"""),
        2 => Text($$"""{"Sid":"O{{at}}","Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/stage{{at % 7}}/POST/part{{at % 10}}/*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-{{at}}"} } }"""),
        _ => Text($$"""{"Sid":"D{{at}}","Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/stage{{at % 10}}/GET/part{{at % 10}}/thing{{at}}*","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.0.0/16"} } }"""),
    });

    // The same of patterns that begin with a wildcard, any number of which a greedy path can match at once.
    private static string EntangledPolicy(int length) => Fill(length, at => (at % 3) switch
    {
        0 => Text($$"""{"Sid":"N{{at}}","Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*/GET/part{{at % 10}}/*","Condition":{"IpAddress":{"aws:SourceIp":"203.0.{{at}}.0/24"} } }"""),
        1 => Text($$"""{"Sid":"A{{at}}","Effect":"Allow","Principal":{"AWS":"4444555566{{at:D2}}"},"Action":"execute-api:Invoke","Resource":"execute-api:/*/*/part{{at % 10}}/thing{{at}}/*"}"""),
        _ => Text($$"""{"Sid":"D{{at}}","Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*/*/*/secret{{at}}*"}"""),
    });

    // Until no more fit.
    private static string Fill(int length, Func<int, string> make)
    {
        const string Start = """{"Version":"2012-10-17","Statement":[""";
        var statements = new List<string>();
        for (var at = 0; ; at++)
        {
            var statement = make(at);
            if (Start.Length + statements.Sum(each => each.Length + 1) + statement.Length + 2 > length)
            {
                return $"{Start}{string.Join(',', statements)}]}}";
            }

            statements.Add(statement);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
