namespace Auditor.Samples.Building;

/// <summary>The Lambda functions behind APIs, with policies that let API Gateway invoke them.</summary>
internal static class Functions
{
    /// <summary>Every function that a route or an authorizer names. Each may be invoked by exactly the routes that need it.</summary>
    public static ImmutableArray<Function> Behind(Place place, IEnumerable<Api> apis)
    {
        var callers = apis.Where(api => api.Stages.Value is not []).SelectMany(api => Callers(place, api));
        return
        [
            .. callers.GroupBy(caller => caller.Function, caller => caller.SourceArn, StringComparer.Ordinal)
                .OrderBy(function => function.Key, StringComparer.Ordinal)
                .Select(function => new Function
                {
                    Arn = function.Key,
                    Policy = PolicyFor(function.Key, function),
                    Exists = true,
                    Urls = ImmutableArray<FunctionUrl>.Empty,
                }),
        ];
    }

    /// <summary>Replaces the policy of a function.</summary>
    public static ImmutableArray<Function> But(this ImmutableArray<Function> functions, string name, string policy) =>
        functions.But(name, function => function with { Policy = policy });

    /// <summary>Somebody deleted a function, and its policy with it.</summary>
    public static ImmutableArray<Function> Without(this ImmutableArray<Function> functions, string name) =>
        functions.But(name, function => function with { Exists = false, Policy = (string?)null });

    /// <summary>Gives a function an address of its own that asks nobody who they are, and perhaps opens it.</summary>
    public static ImmutableArray<Function> WithUrl(
        this ImmutableArray<Function> functions, string name, bool open) => functions.But(name, function => function with
        {
            Urls = ImmutableArray.Create(new FunctionUrl { AuthType = "NONE" }),
            Policy = open ? function.Policy.Value?.Replace("]}", $",{Public(function.Arn)}]}}", StringComparison.Ordinal) : function.Policy,
        });

    /// <summary>API Gateway may invoke it for anybody's API.</summary>
    public static string PolicyWithoutSource(string functionArn) =>
        Policy($$"""{"Sid":"apigateway","Effect":"Allow","Principal":{"Service":"apigateway.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"{{functionArn}}"}""");

    /// <summary>API Gateway may invoke it for APIs of one account.</summary>
    public static string PolicyForAccount(string functionArn, string account) =>
        Policy($$$$"""{"Sid":"apigateway","Effect":"Allow","Principal":{"Service":"apigateway.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"{{{{functionArn}}}}","Condition":{"StringEquals":{"AWS:SourceAccount":"{{{{account}}}}"}}}""");

    private static ImmutableArray<Function> But(this ImmutableArray<Function> functions, string name, Func<Function, Function> change) =>
        [.. functions.Select(function => function.Arn.EndsWith($":{name}", StringComparison.Ordinal) ? change(function) : function)];

    // As Lambda's console writes it.
    private static string Public(string functionArn) =>
        $$$$"""{"Sid":"FunctionURLAllowPublicAccess","Effect":"Allow","Principal":"*","Action":"lambda:InvokeFunctionUrl","Resource":"{{{{functionArn}}}}","Condition":{"StringEquals":{"lambda:FunctionUrlAuthType":"NONE"}}}""";

    private static IEnumerable<(string Function, string SourceArn)> Callers(Place place, Api api)
    {
        foreach (var route in api.Routes.Value)
        {
            if (FunctionIn(route.Integration.Value?.Uri) is { } function)
            {
                yield return (function, place.Execute(
                    api.Id, route.Method is null ? $"*/{route.Key}" : $"*/{Verb(route.Method)}{Pattern(route.Path)}"));
            }
        }

        foreach (var authorizer in api.Authorizers.Value)
        {
            if (FunctionIn(authorizer.Uri) is { } function)
            {
                yield return (function, place.Execute(api.Id, $"authorizers/{authorizer.Id}"));
            }
        }
    }

    // .../2015-03-31/functions/{ARN}/invocations
    private static string? FunctionIn(string? uri) => uri?.Split("/functions/", 2) is [_, var rest] ? rest.Split('/', 2)[0] : null;

    private static string Verb(string method) => method is "ANY" ? "*" : method;

    private static string Pattern(string? path) =>
        string.Join('/', (path ?? "/*").Split('/').Select(segment => segment.StartsWith('{') ? "*" : segment));

    private static string PolicyFor(
        string functionArn, IEnumerable<string> sources) => Policy(string.Join(',', sources.Select((source, index) =>
        $$$$"""{"Sid":"apigateway-{{{{index + 1}}}}","Effect":"Allow","Principal":{"Service":"apigateway.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"{{{{functionArn}}}}","Condition":{"ArnLike":{"AWS:SourceArn":"{{{{source}}}}"}}}""")));

    private static string Policy(string statements) => $$"""{"Version":"2012-10-17","Id":"default","Statement":[{{statements}}]}""";
}
