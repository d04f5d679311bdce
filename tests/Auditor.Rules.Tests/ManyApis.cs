using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Testing.Estates;

namespace Auditor.Rules.Tests;

/// <summary>
/// An estate with an API for each combination of what decides who can reach it. All of them have one name, and so have their authorizers.
/// </summary>
internal static class ManyApis
{
    private const string Everyone = """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}""";

    private static readonly ImmutableArray<string?> Policies =
    [
        null,
        Everyone,
        Everyone.Replace("}]}", ""","Condition":{"StringLike":{"aws:Referer":"https://example.com/*"}}}]}""", StringComparison.Ordinal),
        Everyone.Replace("}]}", ""","Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}]}""", StringComparison.Ordinal),
    ];

    private static readonly ImmutableArray<string?> WebAcls =
    [
        null,
        "counting",
        "blocking",
        "arn:aws:waf-regional:eu-west-1:111122223333:webacl/1",
    ];

    public static Estate Make()
    {
        ImmutableArray<(Api Api, bool IsMapped)> apis =
        [
            .. from authorization in (ImmutableArray<AuthorizationKind>)[AuthorizationKind.None, AuthorizationKind.AwsIam, AuthorizationKind.CognitoUserPools]
               from isKeyed in Either
               from type in (ImmutableArray<EndpointType>)[EndpointType.Regional, EndpointType.Private]
               from isDisabled in Either
               from policy in Policies
               from webAcl in WebAcls
               from isMapped in Either
               select (Rest(authorization, isKeyed) with
               {
                   EndpointType = type,
                   DisableExecuteApiEndpoint = isDisabled,
                   ResourcePolicy = policy,
                   SecurityPolicy = "TLS_1_2",
                   Stages = ImmutableArray.Create(Example.RestStage() with { WebAclArn = webAcl }),
               }, isMapped),
            .. from kind in (ImmutableArray<ApiKind>)[ApiKind.Http, ApiKind.WebSocket]
               from authorization in (ImmutableArray<AuthorizationKind>)[AuthorizationKind.None, AuthorizationKind.AwsIam, AuthorizationKind.Custom]
               from isKeyed in Either
               from isDisabled in Either
               from isMapped in Either
               select (V2(kind, authorization, isKeyed) with { DisableExecuteApiEndpoint = isDisabled }, isMapped),
        ];
        ImmutableArray<(Api Api, bool IsMapped)> named = [.. apis.Select((one, index) => (one.Api with { Id = FormattableString.Invariant($"api{index}") }, one.IsMapped))];
        return SmallEstate.Of(named.Select(one => one.Api)).WithScope(scope => scope with
        {
            Domains = named.Where(one => one.IsMapped)
                .Select(one => Example.Domain($"{one.Api.Id}.example.com", one.Api.Id))
                .ToImmutableArray(),
            WebAcls =
            [
                new()
                {
                    Arn = "counting",
                    IsLogged = false,
                    Definition = new WebAclDefinition { Name = "counting", DefaultAction = WafAction.Allow },
                },
                new()
                {
                    Arn = "blocking",
                    IsLogged = false,
                    Definition = new WebAclDefinition
                    {
                        Name = "blocking",
                        DefaultAction = WafAction.Allow,
                        Rules = [new() { Name = "own", Action = WafAction.Block, Statement = "ByteMatchStatement" }],
                    },
                },
            ],
        });
    }

    private static ImmutableArray<bool> Either => [false, true];

    private static Api Rest(AuthorizationKind authorization, bool isKeyed) => Example.RestApi(
        Example.Route("GET /orders", authorization) with { ApiKeyRequired = isKeyed, AuthorizerId = "z9" },
        Example.Route("OPTIONS /orders")) with
    {
        Authorizers = ImmutableArray.Create(new Authorizer { Id = "z9", Name = "users", Type = AuthorizerType.CognitoUserPools }),
    };

    private static Api V2(ApiKind kind, AuthorizationKind authorization, bool isKeyed)
    {
        var route = Example.Route(
            kind is ApiKind.WebSocket ? "$connect" : "GET /orders", authorization) with
        { ApiKeyRequired = isKeyed, AuthorizerId = "z9" };
        return (kind is ApiKind.WebSocket ? Example.WebSocketApi(route) : Example.HttpApi(route)) with
        {
            Authorizers = ImmutableArray.Create(
                new Authorizer { Id = "z9", Name = "users", Type = AuthorizerType.Request, IdentitySources = ["$request.header.Authorization"] }),
        };
    }
}
