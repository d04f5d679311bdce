namespace Auditor.Samples.Building;

/// <summary>An account in a Region, and what things there are called.</summary>
internal sealed record Place(string Account, string Region)
{
    private const string LogFormat =
        """{"requestId":"$context.requestId","time":"$context.requestTime","ip":"$context.identity.sourceIp","caller":"$context.identity.caller","user":"$context.authorizer.claims.sub","route":"$context.httpMethod $context.resourcePath","status":"$context.status","waf":"$context.wafResponseCode"}""";

    private const string HttpLogFormat =
        """{"requestId":"$context.requestId","time":"$context.requestTime","ip":"$context.identity.sourceIp","user":"$context.authorizer.claims.sub","route":"$context.routeKey","status":"$context.status"}""";

    public string FunctionArn(string name) => $"arn:aws:lambda:{Region}:{Account}:function:{name}";

    public string InvocationOf(string function) =>
        $"arn:aws:apigateway:{Region}:lambda:path/2015-03-31/functions/{FunctionArn(function)}/invocations";

    public Integration Lambda(string function) => new() { Type = IntegrationType.AwsProxy, Uri = InvocationOf(function) };

    public string UserPool(string id) => $"arn:aws:cognito-idp:{Region}:{Account}:userpool/{id}";

    public string Certificate(string id) => $"arn:aws:acm:{Region}:{Account}:certificate/{id}";

    public string WebAcl(string name, string id) => $"arn:aws:wafv2:{Region}:{Account}:regional/webacl/{name}/{id}";

    public string Role(string name) => $"arn:aws:iam::{Account}:role/{name}";

    /// <summary>The ARN of an API's routes, as policies name them: <c>prod/GET/orders</c> or a pattern.</summary>
    public string Execute(string apiId, string what = "*") => $"arn:aws:execute-api:{Region}:{Account}:{apiId}/{what}";

    public AccessLog LogOf(string api) => new() { DestinationArn = LogGroup(api), Format = LogFormat };

    public AccessLog HttpLogOf(string api) => new() { DestinationArn = LogGroup(api), Format = HttpLogFormat };

    private string LogGroup(string api) => $"arn:aws:logs:{Region}:{Account}:log-group:/acme/apigateway/{api}";
}
