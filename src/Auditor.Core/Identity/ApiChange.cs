using System.Collections.Immutable;

namespace Auditor.Core.Identity;

/// <summary>A kind of change to an API, as requests to API Gateway's control plane.</summary>
/// <param name="What">What whoever may do it can do, as words of a sentence.</param>
/// <param name="Requests">Action and resource below the API, in the texts of <see cref="SampleTexts"/>; empty for the API itself.</param>
internal sealed record ApiChange(string What, ImmutableArray<(string Action, string Below)> Requests)
{
    private static readonly string One = SampleTexts.Segment;

    private static readonly ImmutableHashSet<string> Words =
    [
        "resources", "methods", "integration", "responses", "authorizers", "deployments", "stages", "cache", "data", "models",
        "requestvalidators", "gatewayresponses", "documentation",
        "routes", "integrations", "integrationresponses", "routeresponses", "requestparameters", "routesettings", "accesslogsettings",
        "cors",
    ];

    /// <summary>
    /// Reference of Amazon API Gateway's actions. Requests that change nothing (FlushStageCache, FlushStageAuthorizersCache,
    /// TestInvokeMethod, TestInvokeAuthorizer) are not among them.
    /// </summary>
    public static ImmutableArray<ApiChange> OfRestApis { get; } =
    [
        new("switch off authorization and send requests elsewhere",
        [
            .. Each(
                ["apigateway:PUT", "apigateway:PATCH"],
                ["", $"/resources/{One}/methods/{One}", $"/resources/{One}/methods/{One}/integration", $"/authorizers/{One}"]),
            ("apigateway:PUT", $"/resources/{One}/methods/{One}/responses/{One}"),
            ("apigateway:POST", $"/resources/{One}"),
            ("apigateway:PATCH", $"/resources/{One}"),
        ]),
        new("delete it, or parts of it", Each(["apigateway:DELETE"],
        [
            "", $"/resources/{One}", $"/resources/{One}/methods/{One}", $"/resources/{One}/methods/{One}/integration",
            $"/resources/{One}/methods/{One}/responses/{One}",
            $"/resources/{One}/methods/{One}/integration/responses/{One}", $"/authorizers/{One}", $"/deployments/{One}", $"/stages/{One}",
            $"/models/{One}", $"/requestvalidators/{One}", $"/gatewayresponses/{One}",
        ])),
        new(
            "change its stages: logs, throttles, stage variables",
            [("apigateway:POST", "/stages"), ("apigateway:PATCH", $"/stages/{One}"), ("apigateway:PATCH", $"/deployments/{One}")]),
        new("put its working copy live, with stage variables of their own choice", [("apigateway:POST", "/deployments")]),
        new("change models, validators and responses",
        [
            .. Each(["apigateway:POST"], ["/authorizers", "/models", "/requestvalidators"]),
            .. Each(
                ["apigateway:PATCH"],
                [$"/models/{One}", $"/requestvalidators/{One}", $"/gatewayresponses/{One}", $"/resources/{One}/methods/{One}/responses/{One}", $"/resources/{One}/methods/{One}/integration/responses/{One}"]),
            .. Each(["apigateway:PUT"], [$"/gatewayresponses/{One}", $"/resources/{One}/methods/{One}/integration/responses/{One}"]),
        ]),
    ];

    /// <summary>Reference of Amazon API Gateway Management V2's actions. ResetAuthorizersCache changes nothing.</summary>
    public static ImmutableArray<ApiChange> OfHttpAndWebSocketApis { get; } =
    [
        new("switch off authorization and send requests elsewhere",
        [
            .. Each(["apigateway:PATCH"], ["", $"/routes/{One}", $"/integrations/{One}", $"/authorizers/{One}"]),
            ("apigateway:PUT", ""),
            .. Each(["apigateway:POST"], ["/routes", "/integrations"]),
        ]),
        new("delete it, or parts of it", Each(["apigateway:DELETE"],
        [
            "", $"/routes/{One}", $"/integrations/{One}", $"/authorizers/{One}", $"/deployments/{One}", $"/stages/{One}", $"/models/{One}",
            "/cors", $"/routes/{One}/requestparameters/{One}", $"/routes/{One}/routeresponses/{One}",
            $"/integrations/{One}/integrationresponses/{One}", $"/stages/{One}/routesettings/{One}", $"/stages/{One}/accesslogsettings",
        ])),
        new(
            "change its stages: logs, throttles, stage variables",
            [("apigateway:POST", "/stages"), ("apigateway:PATCH", $"/stages/{One}"), ("apigateway:PATCH", $"/deployments/{One}")]),
        new("put its working copy live", [("apigateway:POST", "/deployments")]),
        new("change models, authorizers and responses",
        [
            .. Each(
                ["apigateway:POST"],
                ["/authorizers", "/models", $"/routes/{One}/routeresponses", $"/integrations/{One}/integrationresponses"]),
            .. Each(
                ["apigateway:PATCH"],
                [$"/models/{One}", $"/routes/{One}/routeresponses/{One}", $"/integrations/{One}/integrationresponses/{One}"]),
        ]),
    ];

    /// <summary>
    /// Whether an ARN has a word of the path's in the place of an id, as wildcards that reach over slashes may have it: AWS gives ids that
    /// are none.
    /// </summary>
    public static bool IsNever(string arn)
    {
        var parts = arn.Split('/');
        for (var at = 4; at < parts.Length; at += 2)
        {
            if (Words.Contains(parts[at]) && parts[at - 1] is not "integration")
            {
                return true;
            }
        }

        return false;
    }

    private static ImmutableArray<(string Action, string Below)> Each(string[] actions, string[] below) =>
        [.. actions.SelectMany(action => below.Select(each => (action, each)))];
}
