using Auditor.Core.Policies;

namespace Auditor.Core.Tests.Policies;

/// <summary>The callers and the route that the tables speak of.</summary>
internal static class Callers
{
    public static RouteTarget Orders { get; } = new()
    {
        Region = "eu-west-1",
        AccountId = "111122223333",
        ApiId = "a1b2c3",
        Stage = "prod",
        Verbs = ["GET"],
        Path = "/orders",
    };

    public static CallerNetwork Own { get; } = CallerNetwork.EndpointsOf([new VpcEndpoint("vpce-own", "vpc-own")]);

    public static CallerNetwork Foreign { get; } = CallerNetwork.EndpointsOtherThan([new VpcEndpoint("vpce-own", "vpc-own")]);

    public static CallerClass Named(string name)
    {
        return name.Split(' ') switch
        {
            ["internet", ..] => CallerClass.Anonymous,
            ["signed"] => CallerClass.AnyAwsPrincipal,
            ["own", "endpoint"] => new(CallerIdentity.Anonymous, Own),
            ["foreign", "endpoint"] => new(CallerIdentity.Anonymous, Foreign),
            ["account", var account] => new(CallerIdentity.Account(account), CallerNetwork.Internet),
            ["principal", var arn] => new(CallerIdentity.Principal(arn), CallerNetwork.Internet),
            _ => throw new ArgumentException($"No callers are called '{name}'.", nameof(name)),
        };
    }
}
